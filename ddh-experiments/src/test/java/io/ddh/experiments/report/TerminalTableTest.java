package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTableTest {
  private static final Path FILE = Path.of("table1.md");

  private static List<String> lines(List<Cell> cells) {
    return TerminalTable.of(DatasetResults.of("lfw10", cells, PaperTable.load(), List.of()), FILE);
  }

  @Test
  void marksBestCollapsedAndPartialWithPlainCharacters() {
    List<String> lines =
        lines(
            List.of(
                TestCells.done("lfw10", "lsh", 12, 1, 0.25),
                TestCells.done("lfw10", "lsh", 12, 2, 0.25),
                TestCells.done("lfw10", "lsh", 48, 1, 0.5),
                TestCells.collapsed("lfw10", "ddh", 12, 1, 0.125),
                TestCells.done("lfw10", "ddh", 12, 2, 0.125),
                TestCells.failed("lfw10", "ddh", 48, 1, "no"),
                TestCells.done("lfw10", "class-id", 12, 1, 0.75),
                TestCells.done("lfw10", "class-id", 12, 2, 0.75)));
    assertThat(lines)
        .containsExactly(
            "MAP on lfw10; chance 0.6806; mean over 2 seeds",
            "method   12 bits    48 bits",
            "lsh       0.2500*    0.5000*~",
            "ddh       0.1250!    failed",
            "class-id  0.7500",
            "* best per code length (no reference rows); ! collapsed codes; ~ seeds missing",
            "table: table1.md");
    assertThat(String.join("", lines)).matches("\\p{ASCII}*");
  }

  @Test
  void fitsIntoEightyColumnsHoweverManyLengthsThereAre() {
    List<Cell> cells = new ArrayList<>();
    for (String row : RowOrder.ROWS) {
      for (int bits : new int[] {12, 24, 36, 48, 64, 96, 128}) {
        cells.add(TestCells.done("lfw10", row, bits, 1, 0.5));
      }
    }
    List<String> lines = lines(cells);
    assertThat(lines).allMatch(line -> line.length() <= 80);
    // A heading, two blocks of a head and 22 rows, legend, file.
    assertThat(lines).hasSize(3 + 2 * (1 + RowOrder.ROWS.size()));
    List<Cell> usual = cells.stream().filter(cell -> cell.bits() <= 48).toList();
    assertThat(lines(usual)).hasSize(3 + 1 + RowOrder.ROWS.size());
  }
}
