package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenances;
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
        Provenances.of(
            Map.of(
                "digests",
                Map.of("data", "aaaa"),
                "config",
                Map.of(
                    "bits",
                    bits,
                    "seed",
                    seed,
                    "method",
                    Map.of("settings", Map.of("epochs", epochs)),
                    "split",
                    Map.of("settings", Map.of("queries", queries))))));
  }

  private static List<String> warnings(Cell... cells) {
    return DatasetResults.of("d", List.of(cells), PAPER, List.of()).warnings();
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
            "ddh: not comparable, because made with different settings: ddh-24-s1; against"
                + " ddh-12-s1,"
                + " ddh-12-s2");
    assertThat(warnings(cell("ddh", 12, 1, 60, 5), cell("ddh", 12, 2, 60, 4))).hasSize(1);
  }

  @Test
  void failedCellsDoNotCount() {
    assertThat(warnings(cell("ddh", 12, 1, 60, 5), TestCells.failed("d", "ddh", 12, 2, "no space")))
        .containsExactly("ddh-12-s2 failed: no space");
  }

  private static Cell row(String row, String method, String pretraining) {
    return row(row, method, pretraining, 12);
  }

  private static Cell row(String row, String method, String pretraining, int bits) {
    Map<String, Object> settings = Map.of("epochs", 5, "pretraining", pretraining);
    Map<String, Object> config =
        Map.of("method", Map.of("row", row, "name", method, "settings", settings));
    Map<String, ?> facts =
        Map.of("loss_by_epoch", List.of(0.9, 0.8), "validation_loss_by_epoch", List.of(0.7, 0.6));
    return Provenances.with(cell(row, bits, 1, 5, 5), Map.of("config", config, "facts", facts));
  }

  private static List<String> notes(Cell... cells) {
    return DatasetResults.of("d", List.of(cells), PAPER, List.of()).notes();
  }

  @Test
  void saysWhatAVariantSets() {
    Cell own = row("deephash", "deephash", "both");
    Cell variant = row("deephash-none", "deephash", "none");
    assertThat(notes(own, variant)).contains("deephash-none: row deephash with pretraining none.");
    assertThat(notes(variant)).contains("deephash-none: row deephash.");
    assertThat(notes(own, row("sdh+cnn", "sdh", "x"))).noneMatch(n -> n.contains(": row "));
  }

  @Test
  void aReconstructionIsCalledSoInEveryVariant() {
    assertThat(notes(row("mine", "deephash", "none")))
        .anyMatch(note -> note.contains("reconstruction"));
    assertThat(notes(row("mine", "dsh", "none")))
        .noneMatch(note -> note.contains("reconstruction"));
  }

  private static DrawnFigure figure(DatasetResults results, String name) {
    return Figures.load().of(results).stream()
        .filter(f -> f.name().equals(name))
        .findAny()
        .orElseThrow();
  }

  @Test
  void aRowAndItsVariantsHaveFigures() {
    Cell own = row("deephash", "deephash", "both");
    Cell variant = row("deephash-none", "deephash", "none");
    DatasetResults both =
        DatasetResults.of("d", List.of(own, variant, cell("ddh", 12, 1, 5, 5)), PAPER, List.of());
    assertThat(figure(both, "variants-training-deephash").csv())
        .isEqualTo(
            """
            method,epoch,validation_loss
            deephash,1,0.7
            deephash,2,0.6
            deephash-none,1,0.7
            deephash-none,2,0.6
            """);
    assertThat(Figures.load().of(both)).noneMatch(f -> f.name().equals("variants-deephash"));
    DatasetResults one = DatasetResults.of("d", List.of(own), PAPER, List.of());
    assertThat(Figures.load().of(one)).noneMatch(f -> f.name().startsWith("variants"));
  }

  @Test
  void mapAgainstLengthWhereThereAreSeveral() {
    List<Cell> cells =
        List.of(
            row("deephash", "deephash", "both", 12),
            row("deephash", "deephash", "both", 24),
            row("deephash-none", "deephash", "none", 12));
    assertThat(figure(DatasetResults.of("d", cells, PAPER, List.of()), "variants-deephash").csv())
        .isEqualTo(
            """
            method,bits,mean,sd,seeds
            deephash,12,0.5,0,1
            deephash,24,0.5,0,1
            deephash-none,12,0.5,0,1
            """);
  }
}
