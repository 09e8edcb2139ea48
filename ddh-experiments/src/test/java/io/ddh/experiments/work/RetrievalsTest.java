package io.ddh.experiments.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Images;
import io.ddh.core.Split;
import io.ddh.experiments.work.Retrievals.Hit;
import io.ddh.experiments.work.Retrievals.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrievalsTest {
  /** Ten people of seven images, the first two of each are queries. */
  private static final int N = 70;

  private static final int[] LABELS = IntStream.range(0, N).map(i -> i / 7).toArray();
  private static final int[] QUERY = IntStream.range(0, N).filter(i -> i % 7 < 2).toArray();
  private static final int[] GALLERY = IntStream.range(0, N).filter(i -> i % 7 >= 2).toArray();
  private static final Split SPLIT =
      new Split("p", 1, GALLERY, new int[0], QUERY, GALLERY, 10, List.of());

  @TempDir Path folder;

  private static BinaryCodes codes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] words = new long[N];
    Arrays.setAll(words, i -> random.nextLong() & 0xFF);
    return new BinaryCodes(8, words);
  }

  @Test
  void findsWhatLookingAtAllFinds() {
    BinaryCodes codes = codes(3);
    Retrievals found = Retrievals.of(codes, LABELS, SPLIT, 5);
    assertThat(found.queries()).hasSize(8);
    assertThat(found.queries().stream().map(Query::person)).doesNotHaveDuplicates().isSorted();
    for (Query query : found.queries()) {
      assertThat(query.row() % 7).isLessThan(2);
      int[] nearest =
          IntStream.of(GALLERY)
              .map(row -> codes.distance(query.row(), codes, row))
              .sorted()
              .toArray();
      assertThat(query.hits().stream().mapToInt(Hit::distance))
          .containsExactly(Arrays.stream(nearest).limit(10).boxed().toArray(Integer[]::new));
      for (Hit hit : query.hits()) {
        assertThat(hit.row() % 7).isGreaterThanOrEqualTo(2);
        assertThat(hit.person()).isEqualTo(hit.row() / 7);
        assertThat(hit.distance()).isEqualTo(codes.distance(query.row(), codes, hit.row()));
      }
      assertThat(query.hits().stream().map(Hit::row)).doesNotHaveDuplicates();
    }
  }

  /**
   * The queries are the same images for other codes; images at equal distance are not taken in row
   * order.
   */
  @Test
  void theSampleIsTheSplitsAndTiesAreDrawn() {
    BinaryCodes equal = new BinaryCodes(8, new long[N]);
    Retrievals ties = Retrievals.of(equal, LABELS, SPLIT, 5);
    assertThat(ties).isEqualTo(Retrievals.of(equal, LABELS, SPLIT, 5));
    assertThat(ties.queries().stream().map(Query::row))
        .isEqualTo(
            Retrievals.of(codes(1), LABELS, SPLIT, 5).queries().stream().map(Query::row).toList());
    List<Integer> rows = ties.queries().get(0).hits().stream().map(Hit::row).toList();
    assertThat(rows).isNotEqualTo(IntStream.of(GALLERY).limit(10).boxed().toList());
    assertThat(ties.queries().stream().map(Query::row))
        .isNotEqualTo(
            Retrievals.of(equal, LABELS, SPLIT, 6).queries().stream().map(Query::row).toList());
  }

  @Test
  void filesComeBackForTheirCodesOnly() throws IOException {
    byte[] pixels = new byte[N * 2 * 2 * 3];
    Arrays.fill(pixels, (byte) 200);
    for (int i = 0; i < N; i++) {
      pixels[i * 12] = (byte) i;
    }
    Retrievals found = Retrievals.of(codes(3), LABELS, SPLIT, 5);
    RetrievalFiles.write(folder, "d", "x-8-s1", "abc", found, new Images(2, 2, 3, pixels));
    RetrievalFiles read = RetrievalFiles.read(folder, "d", "x-8-s1", "abc").orElseThrow();
    assertThat(read.retrievals()).isEqualTo(found);
    int right = 0;
    for (Query query : found.queries()) {
      for (Hit hit : query.hits()) {
        right += LABELS[hit.row()] == LABELS[query.row()] ? 1 : 0;
      }
    }
    assertThat(read.retrievals().right()).isEqualTo(right).isPositive();
    assertThat(read.retrievals().shown()).isEqualTo(80);
    Query third = found.queries().get(2);
    assertThat(read.tiles().getRGB(0, 4) >> 16 & 0xff).isEqualTo(third.row());
    assertThat(read.tiles().getRGB(2 * 10, 4) >> 16 & 0xff).isEqualTo(third.hits().get(9).row());
    assertThat(RetrievalFiles.read(folder, "d", "x-8-s1", "abd")).isEmpty();
    assertThat(RetrievalFiles.read(folder, "d", "x-8-s2", "abc")).isEmpty();
    Path png = folder.resolve("d/retrievals/x-8-s1.png");
    byte[] bytes = Files.readAllBytes(png);
    Files.write(png, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> RetrievalFiles.read(folder, "d", "x-8-s1", "abc"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("valid: 8 rows of 11 images");
    Path csv = folder.resolve("d/retrievals/x-8-s1.csv");
    Files.writeString(csv, Files.readString(csv) + "1,2,3\n");
    assertThatThrownBy(() -> RetrievalFiles.read(folder, "d", "x-8-s1", "abc"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("found '1,2,3'");
  }
}
