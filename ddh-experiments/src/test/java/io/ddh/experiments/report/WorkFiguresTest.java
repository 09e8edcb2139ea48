package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Images;
import io.ddh.core.Split;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.Provenances;
import io.ddh.experiments.work.CodesFile;
import io.ddh.experiments.work.RetrievalFiles;
import io.ddh.experiments.work.Retrievals;
import io.ddh.experiments.work.RowsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps and retrievals from what a run left under the work folder, and without it. */
class WorkFiguresTest {
  private static final int N = 40;
  private static final int BITS = 16;
  private static final int[] LABELS = IntStream.range(0, N).map(i -> i / 10).toArray();
  private static final int[] QUERY = IntStream.range(0, N).filter(i -> i % 10 < 2).toArray();
  private static final int[] GALLERY = IntStream.range(0, N).filter(i -> i % 10 >= 2).toArray();
  private static final Split SPLIT =
      new Split("p", 1, GALLERY, new int[0], QUERY, GALLERY, 4, List.of());

  @TempDir Path dir;

  private Path results() {
    return dir.resolve("results");
  }

  private Path work() {
    return dir.resolve("work");
  }

  /** Stores a finished cell with its codes under the work folder. */
  private Cell ran(String dataset, String method, long seed) throws IOException {
    long[] words = new long[N];
    SplittableRandom random = new SplittableRandom(method.hashCode());
    Arrays.setAll(words, i -> LABELS[i] * 0x1111L ^ 1L << random.nextInt(BITS));
    BinaryCodes codes = new BinaryCodes(BITS, words);
    Cell plain = TestCells.done(dataset, method, BITS, seed, 0.5);
    String digest = CodesFile.write(CodesFile.file(work(), dataset, plain.id()), codes);
    RowsFile.write(RowsFile.file(work(), dataset, seed), LABELS, SPLIT, "aaaa", "ssss");
    Retrievals found = Retrievals.of(codes, LABELS, SPLIT, 1);
    Images images = new Images(2, 2, 1, new byte[N * 4]);
    RetrievalFiles.write(work(), dataset, plain.id(), digest, found, images);
    Map<String, ?> digests = Map.of("data", "aaaa", "split", "ssss");
    Cell cell = Provenances.with(plain, Map.of("codes", digest, "digests", digests));
    CellStore.write(results(), cell);
    return cell;
  }

  private Report.Made report() throws IOException {
    return Report.write(results(), work(), List.of());
  }

  @Test
  void mapsOfTheDeepRowsSideBySide() throws IOException {
    ran("faces-wild", "ddh", 2);
    ran("faces-wild", "dsh", 2);
    ran("faces-wild", "ddh", 1); // DSH has no such seed
    ran("faces-wild", "lsh", 2);
    assertThat(report().notes()).isEmpty();
    List<String> csv = Files.readAllLines(results().resolve("faces-wild/figures/t-sne-16.csv"));
    assertThat(csv.get(0)).isEqualTo("method,bits,seed,row,person,query,x,y,code");
    assertThat(csv).hasSize(1 + 2 * N);
    assertThat(csv.get(1)).startsWith("ddh,16,2,0,0,1,");
    assertThat(csv.get(3)).startsWith("ddh,16,2,2,0,0,");
    assertThat(csv.get(1 + N)).startsWith("dsh,16,2,0,0,1,");
    assertThat(csv.get(1).split(",", -1)[8]).hasSize(16).containsPattern("^[01]+$");
    assertThat(Files.readString(results().resolve("report.html")))
        .contains(
            "<figure class=\"wide\"><img alt=\"t-SNE of 16-bit codes: faces-wild (synthetic faces),"
                + " seed 2;");
  }

  @Test
  void aLabelOfDigitsIsAClassAndOfFacesAPerson() throws IOException {
    ran("faces-wild", "ddh", 1);
    Cell digits = ran("digits", "ddh", 1);
    Map<String, ?> given = Map.of("split", Map.of("protocol", "given"));
    CellStore.write(results(), Provenances.with(digits, given));
    report();
    assertThat(Files.readString(results().resolve("report.html")))
        .contains("(synthetic faces), seed 1; D_w: distance from a code to the mean of its person,")
        .contains("digits, seed 1; D_w: distance from a code to the mean of its class,");
  }

  @Test
  void codesOfAnotherRunAreNotShown() throws IOException {
    Cell cell = ran("faces-wild", "ddh", 1);
    ran("faces-wild", "dsh", 1);
    Path codes = CodesFile.file(work(), "faces-wild", cell.id());
    CodesFile.write(codes, new BinaryCodes(BITS, new long[N]));
    assertThat(report().notes())
        .containsExactly(
            "t-SNE maps left out, because the codes of these cells are not under "
                + work()
                + ": faces-wild ddh-16-s1");
    Path csv = results().resolve("faces-wild/figures/t-sne-16.csv");
    assertThat(csv).content().contains("dsh,16,").doesNotContain("ddh,16,");
    // Another split: the rows mean something else.
    RowsFile.write(RowsFile.file(work(), "faces-wild", 1), LABELS, SPLIT, "aaaa", "other");
    assertThat(report().notes().get(0)).contains(": faces-wild ddh-16-s1, dsh-16-s1");
  }

  @Test
  void renderedFacesGoToTheResults() throws IOException {
    ran("faces-wild", "ddh", 1);
    report();
    Path figures = results().resolve("faces-wild/figures");
    assertThat(figures.resolve("retrievals-16.png")).exists();
    List<String> csv = Files.readAllLines(figures.resolve("retrievals-16.csv"));
    assertThat(csv).hasSize(1 + 4 * 10);
    assertThat(Files.readString(results().resolve("report.html")))
        .contains("<figcaption>Retrievals of ddh, 16 bits, seed 1: faces-wild (synthetic faces).")
        .contains(csv.stream().filter(line -> line.endsWith(",1")).count() + " of 40 right");
  }

  @Test
  void photosOfPeopleNeverDo() throws IOException {
    ran("lfw10", "ddh", 1);
    Report.Made made = report();
    Path page = work().resolve("lfw10/retrievals-16.png");
    assertThat(page).exists();
    assertThat(page.resolveSibling("retrievals-16.csv")).exists();
    assertThat(made.notes())
        .containsExactly(
            "the sheet of retrievals shows images of the data set, so it is not in the"
                + " results folder: lfw10 "
                + page);
    assertThat(Files.readString(made.page())).contains(page.toString());
    try (Stream<Path> files = Files.walk(results())) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .noneMatch(name -> name.startsWith("retrievals"));
    }
  }

  @Test
  void withoutDdhTheBestRowIsShown() throws IOException {
    ran("faces-wild", "lsh", 1);
    CellStore.write(results(), TestCells.done("faces-wild", "class-id", BITS, 1, 0.9));
    CellStore.write(results(), TestCells.done("faces-wild", "sh", BITS, 1, 0.1));
    report();
    assertThat(Files.readString(results().resolve("report.html"))).contains("Retrievals of lsh");
  }

  @Test
  void anEarlierReportsFiguresStayWhenTheWorkFolderIsGone() throws IOException {
    ran("faces-wild", "ddh", 1);
    report();
    Path figures = results().resolve("faces-wild/figures");
    byte[] map = Files.readAllBytes(figures.resolve("t-sne-16.png"));
    Report.Made made = Report.write(results(), dir.resolve("elsewhere"), List.of());
    assertThat(figures.resolve("t-sne-16.png")).hasBinaryContent(map);
    assertThat(figures.resolve("retrievals-16.png")).exists();
    assertThat(made.notes()).hasSize(2).allMatch(note -> note.contains("elsewhere"));
    String html = Files.readString(made.page());
    assertThat(html.split("\\(of an earlier report\\)</figcaption>", -1)).hasSize(3);
  }
}
