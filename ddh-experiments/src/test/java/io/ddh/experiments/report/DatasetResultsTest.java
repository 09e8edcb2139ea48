package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetResultsTest {
  private static final PaperTable PAPER = PaperTable.load();

  private static Cell cell(String method, int bits, long seed, int epochs, int queries) {
    return new Cell(
        Cell.FORMAT,
        "d",
        false,
        method,
        bits,
        seed,
        "done",
        "",
        Map.of("map", 0.5),
        Map.of(),
        new double[] {0.5},
        Map.of(
            "config",
            Map.of(
                "bits",
                bits,
                "seed",
                seed,
                "method",
                Map.of("settings", Map.of("epochs", epochs)),
                "split",
                Map.of("settings", Map.of("queries", queries)))));
  }

  private static List<String> warnings(Cell... cells) {
    return DatasetResults.of("d", List.of(cells), PAPER).warnings();
  }

  @Test
  void lengthsAndSeedsOfARowMayDiffer() {
    assertThat(warnings(cell("ddh", 12, 1, 60, 5), cell("ddh", 24, 2, 60, 5))).isEmpty();
    assertThat(warnings(cell("ddh", 12, 1, 60, 5), cell("dsh", 12, 1, 30, 5))).isEmpty();
  }

  @Test
  void namesTheCellsOfARowWithOtherSettings() {
    assertThat(
            warnings(
                cell("dsh", 12, 1, 60, 5),
                cell("ddh", 12, 1, 60, 5),
                cell("ddh", 12, 2, 60, 5),
                cell("ddh", 24, 1, 40, 5)))
        .containsExactly(
            "ddh: made with different settings, not comparable: ddh-24-s1; against ddh-12-s1,"
                + " ddh-12-s2");
    assertThat(warnings(cell("ddh", 12, 1, 60, 5), cell("ddh", 12, 2, 60, 4))).hasSize(1);
  }

  @Test
  void failedCellsDoNotCount() {
    assertThat(warnings(cell("ddh", 12, 1, 60, 5), TestCells.failed("d", "ddh", 12, 2, "no space")))
        .containsExactly("ddh-12-s2 failed: no space");
  }
}
