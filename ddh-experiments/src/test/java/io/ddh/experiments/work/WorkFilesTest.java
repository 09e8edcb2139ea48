package io.ddh.experiments.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFilesTest {
  @TempDir Path folder;

  @Test
  void codesOfThisDigestAndNoOthers() throws IOException {
    BinaryCodes codes = new BinaryCodes(5, new long[] {0b10110, 0, 0b11111});
    Path file = CodesFile.file(folder, "d", "x-5-s1");
    String digest = CodesFile.write(file, codes);
    assertThat(file).isEqualTo(folder.resolve("d/codes/x-5-s1.npy")).hasSize(128 + 15);
    assertThat(CodesFile.read(file, 5, digest)).contains(codes);
    assertThat(CodesFile.read(folder.resolve("none"), 5, digest)).isEmpty();
    // Another run of the cell writes over the codes.
    CodesFile.write(file, new BinaryCodes(5, new long[] {0b10110, 0, 0b11110}));
    assertThat(CodesFile.read(file, 5, digest)).isEmpty();
  }

  private static Split split(int[] train, int[] validation, int[] query, int[] gallery) {
    return new Split("p", 1, train, validation, query, gallery, 2, List.of());
  }

  @Test
  void rowsComeBackForTheirDataAndSplitOnly() throws IOException {
    int[] labels = {4, 4, 9, 9, 4};
    Split split = split(new int[] {0}, new int[] {3}, new int[] {1}, new int[] {0, 3});
    Path file = RowsFile.file(folder, "d", 3);
    RowsFile.write(file, labels, split, "dd", "ss");
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "# data dd split ss",
            "row,person,part,gallery",
            "0,4,train,1",
            "1,4,query,0",
            "2,9,,0",
            "3,9,validation,1",
            "4,4,,0");
    RowsFile rows = RowsFile.read(file, "dd", "ss").orElseThrow();
    assertThat(rows.labels()).isEqualTo(labels);
    assertThat(rows.query()).containsExactly(false, true, false, false, false);
    assertThat(rows.gallery()).containsExactly(true, false, false, true, false);
    assertThat(RowsFile.read(file, "dd", "other")).isEmpty();
    assertThat(RowsFile.read(file, "other", "ss")).isEmpty();
    Files.writeString(file, "# data dd split ss\nrow,person,part,gallery\n0,four,train,1\n");
    assertThatThrownBy(() -> RowsFile.read(file, "dd", "ss"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("found '0,four,train,1'");
  }

  @Test
  void theShownLengthIsThePapersOrTheLongest() {
    assertThat(Retrievals.shownBits(List.of(12, 48, 64))).isEqualTo(48);
    assertThat(Retrievals.shownBits(List.of(24, 12))).isEqualTo(24);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Retrievals.of(new BinaryCodes(1, new long[1]), new int[2], none(), 1));
  }

  private static Split none() {
    return split(new int[0], new int[0], new int[0], new int[0]);
  }
}
