package io.ddh.experiments.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.Collapse;
import io.ddh.experiments.Provenances;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on small sets, from made-up cells. */
class SmallSetsTest {
  private static final String DATA =
      """
      ---
      bits: 12
      rows: [sdh, ddh, random]
      sets: [s-2x4, s-2x9, t-2x4]
      under: { row: ddh, other: sdh, limit: 0.15, beside: [random] }
      ---
      """;
  private static final String COLLAPSED = "{{#sets}}\n{{>collapsed.md}}\n{{/sets}}";
  private static final String UNDER = "{{#under}}\n{{>shortfalls.md}}\n{{/under}}";

  @TempDir private Path results;

  /** Two people, six training images, two of them for validation, four queries. */
  private void write(String set, String row, double map, double trainingMap, Object... facts)
      throws IOException {
    Map<String, Object> provenance = new TreeMap<>();
    provenance.put(
        "split",
        Map.of(
            "gallery", 8, "query", 4, "people", 2, "train", 6, "validation", 2, "protocol", "p"));
    provenance.put(
        "config",
        Map.of(
            "split", Map.of("settings", Map.of("queries", 2)),
            "method", Map.of("settings", Map.of("epochs", 3, "batch", 4))));
    Collapse collapse = new Collapse(6, trainingMap, 0.5, 0.03, row.equals("random"));
    provenance.put("trainingImages", collapse);
    if (facts.length > 0) {
      provenance.put(
          "facts",
          Map.of(
              "best_epoch", facts[0],
              "loss_by_epoch", facts[1],
              "validation_loss_by_epoch", facts[2]));
    }
    CellStore.write(
        results,
        new Cell(
            Cell.FORMAT,
            set,
            true,
            row,
            12,
            1,
            collapse.collapsed() ? "collapsed" : "done",
            collapse.collapsed() ? collapse.toString() : "",
            Map.of("map", map),
            Map.of(),
            new double[] {map},
            Provenances.of(provenance)));
  }

  private List<String> fill(String template) throws IOException {
    return ResultPage.fill(DATA + template, "page.in.md", results).lines().toList();
  }

  @Test
  void chanceAndMapWithWhatIsMissingOrCollapsed() throws IOException {
    write("s-2x4", "sdh", 0.75, 1);
    write("s-2x4", "random", 0.5, 0.5);
    write("s-2x9", "ddh", 0.25, 1);
    CellStore.write(results, Provenances.failed(CellStore.readAll(results, "s-2x9").get(0), "why"));
    // 4 relevant of 8: q + (1 − q)·H_8/8 with q = 3/7 and H_8 = 2.717857
    assertThat(fill("{{sets.grid.s}}"))
        .containsExactly(
            "| s | 2x4 | 2x9 |",
            "|---|---:|---:|",
            "| *chance* | 0.6227 | – |",
            "| sdh | 0.7500 | missing |",
            "| ddh | missing | failed |",
            "| random | 0.5000 ‡ | missing |");
    assertThat(fill("{{sets.finished}}"))
        .containsExactly("2 of 9 cells have results; 1 failed: ddh on s-2x9; 6 missing.");
  }

  @Test
  void emptyResultsAreAllMissing() throws IOException {
    assertThat(fill("{{sets.finished}}")).containsExactly("0 of 9 cells have results; 9 missing.");
    assertThat(fill(COLLAPSED).get(0)).isEqualTo("No cell is collapsed.");
    assertThat(fill(UNDER).get(0)).contains("In 0 of 0 cells");
    assertThat(fill("{{provenance}}")).hasSize(2);
  }

  @Test
  void collapsedRowsAndThoseThatDoNotDeclareIt() throws IOException {
    for (String set : List.of("s-2x4", "s-2x9")) {
      write(set, "random", 0.5, 0.5);
      write(set, "sdh", 0.8, 1);
    }
    assertThat(fill(COLLAPSED))
        .contains("- `random`: 2 of 2 cells")
        .endsWith("No row has collapsed cells without declaring that its codes may collapse.");
    write("s-2x9", "sdh", 0.5, 0.55);
    assertThat(fill(COLLAPSED))
        .contains("- `sdh`: 1 of 2 cells: s-2x9")
        .last()
        .asString()
        .startsWith("- s-2x9 sdh-12-s1 collapsed: MAP 0.5500 among 6 training");
  }

  @Test
  void eachCellFarUnderTheOtherRowIsNamedWithItsCause() throws IOException {
    write("s-2x4", "sdh", 0.9, 1);
    write("s-2x4", "ddh", 0.76, 0.98); // .14 under: within the limit
    write("s-2x9", "sdh", 0.9, 0.97);
    write("s-2x9", "ddh", 0.7, 0.98, 2, List.of(2.0, 1.0, 0.5), List.of(1.9, 1.2, 1.5));
    write("t-2x4", "sdh", 0.9, 1);
    write("t-2x4", "ddh", 0.6, 0.7, 3, List.of(2.0, 1.9, 1.8), List.of(1.9, 1.8, 1.7));
    write("t-2x4", "random", 0.5, 0.5);
    assertThat(fill(UNDER))
        .containsExactly(
            "In 0 of 3 cells, the MAP of `ddh` is level with that of `sdh` or above it. In 1 it is"
                + " lower by at most 0.15, and in 2 it is lower by more than that:",
            "",
            "- **s-2x9**: `ddh` 0.70, `sdh` 0.90 (−0.20).",
            "  Too few images: its codes tell the training images apart (MAP 0.98 among one"
                + " another, `sdh` 0.97), but not the queries;",
            "  it learned from 6 images, 3.0 per person.",
            "  3 epochs of 2 steps;",
            "  validation loss (2 images) lowest in epoch 2, whose weights were kept: 1.20,"
                + " compared with 1.50 in the last epoch, the maximum number;",
            "  training loss 2.00 in the first epoch, 1.00 in the epoch that was kept, 0.50 in the"
                + " last.",
            "",
            "- **t-2x4**: `ddh` 0.60, `sdh` 0.90 (−0.30).",
            "  Training fell short: its codes don't tell even the training images apart (MAP 0.70"
                + " among one another, `sdh` 1.00);",
            "  it learned from 6 images, 3.0 per person.",
            "  3 epochs of 2 steps;",
            "  validation loss (2 images) lowest in the last epoch, 1.70: it was still falling when"
                + " the maximum number of epochs was reached;",
            "  training loss 2.00 in the first epoch, 1.80 in the epoch that was kept, 1.80 in the"
                + " last.",
            "  For comparison: `random` 0.50.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bits: twelve                | bits: Cannot deserialize value
          row: [ddh]                  | unknown key 'row'; valid: also, bits, compare, rows, sets,
          under: { row: ddh, than: 1 }| unknown key 'than'; valid: beside, limit, other, row
          sets: [s-2x4                | sets: while parsing a flow sequence in 'reader', line 2,
          """)
  void saysWhatIsWrongInTheYaml(String yaml, String message) {
    assertThatThrownBy(() -> ResultPage.fill("---\n" + yaml + "\n---\n", "page.in.md", results))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("page.in.md: " + message)
        .hasMessageContaining("valid");
  }

  @Test
  void saysWhichRowOrSetIsUnknown() {
    String data = DATA.replace("row: ddh", "row: dhd");
    assertThatThrownBy(() -> ResultPage.fill(data, "page.in.md", results))
        .hasMessage("page.in.md: under: 'dhd'; valid: sdh, ddh, random");
    assertThatThrownBy(() -> fill("fine\n{{sets.grid.u}}"))
        .hasMessage("page.in.md: line 8: unknown name 'sets.grid.u'; valid here: s, t");
  }

  @Test
  void setsComeFirst() {
    assertThatThrownBy(() -> ResultPage.fill("{{sets.finished}}", "page.in.md", results))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("page.in.md: line 1: unknown name 'sets.finished'; valid here: ");
  }
}
