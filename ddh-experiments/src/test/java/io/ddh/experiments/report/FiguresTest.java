package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenances;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.PanelChart;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static DatasetResults results(List<Cell> cells) {
    return DatasetResults.of("d", cells, PaperTable.load(), List.of());
  }

  private static DrawnFigure figure(String name, Cell... cells) {
    return find(name, List.of(cells)).orElseThrow();
  }

  private static Optional<DrawnFigure> find(String name, List<Cell> cells) {
    return Figures.load().of(results(cells)).stream().filter(f -> f.name().equals(name)).findAny();
  }

  /** Two seeds with 10 and 20 pairs at each distance, 4 of them relevant at 1 and at 2. */
  @Test
  void pairsOfAllSeedsArePooled() {
    DrawnFigure figure =
        figure(
            "precision-recall-3",
            TestCells.withCurves("d", "ddh", 3, 1, 0.5),
            TestCells.withCurves("d", "ddh", 3, 2, 0.5));
    assertThat(figure.title())
        .isEqualTo(
            "Precision–recall by Hamming radius at 3 bits: d, all query–gallery pairs of 2 seeds"
                + " pooled");
    Series drawn = ((LineChart) figure.chart()).series().get(0);
    assertThat(drawn.x()).containsExactly(0.5, 1, 1);
    assertThat(drawn.y()).containsExactly(8 / 30.0, 16 / 60.0, 16 / 90.0);
    assertThat(figure.csv())
        .startsWith(
            "method,bits,radius,recall,precision,recall.macro,precision.macro,empty,seeds\n")
        .contains("\nddh,3,0,,,0,0.5,1.5,2\n", "\nddh,3,1,0.5,0.26666666666666666,")
        .hasLineCount(5);
  }

  @Test
  void theCurveOfTheRankingIsTheMeanOverSeeds() {
    DrawnFigure figure =
        figure(
            "precision-recall-ranking-3",
            TestCells.withCurves("d", "ddh", 3, 1, 0.25),
            TestCells.withCurves("d", "ddh", 3, 2, 0.75));
    assertThat(figure.csv())
        .startsWith("method,bits,recall,precision,seeds\nddh,3,0,0.5,2\nddh,3,0.01,0.5,2\n")
        .endsWith("ddh,3,1,0.5,2\n")
        .hasLineCount(102);
  }

  /** One cell from before: all rows by what it has, and the title says what that is. */
  @Test
  void aFigureNeverMixesKindsOfCurves() {
    List<Cell> cells =
        List.of(
            TestCells.withCurves("d", "ddh", 3, 1, 0.5),
            TestCells.withCurves("d", "ddh", 3, 2, 0.5),
            TestCells.done("d", "sdh", 3, 1, 0.25));
    DrawnFigure figure = find("precision-recall-3", cells).orElseThrow();
    assertThat(figure.title())
        .startsWith("Precision–recall, mean over queries, at 3 bits")
        .endsWith("a query that finds nothing counts as 0");
    assertThat(figure.csv())
        .startsWith(
            "method,bits,radius,recall.macro,precision.macro,empty,seeds\nsdh,3,0,0,0.25,1,1\n");
    assertThat(find("precision-recall-ranking-3", cells)).isEmpty();
  }

  /** Radii at which nobody finds anything all lie at recall 0 and precision 0. */
  @Test
  void precisionRecallLeavesOutRadiiThatFoundNothing() {
    Cell cell = TestCells.done("d", "sdh", 3, 1, 0.25);
    cell.curves()
        .put(
            Metrics.PRECISION_RECALL,
            Map.of(
                "radius", new double[] {0, 1, 2, 3},
                "recall", new double[] {0, 0, 0.5, 1},
                "precision", new double[] {0, 0, 0.9, 0.1},
                "empty", new double[4]));
    DrawnFigure figure = figure("precision-recall-3", cell);
    Series series = ((LineChart) figure.chart()).series().get(0);
    assertThat(series.x()).containsExactly(0.5, 1);
    assertThat(series.y()).containsExactly(0.9, 0.1);
    assertThat(figure.csv()).hasLineCount(5);
  }

  /** Cells of other lengths and failed ones aren't in the figure and don't decide about it. */
  @Test
  void onlyDrawnCellsDecide() {
    List<Cell> cells =
        List.of(
            TestCells.withCurves("d", "ddh", 48, 1, 0.5),
            TestCells.done("d", "ddh", 12, 1, 0.5),
            TestCells.failed("d", "sdh", 48, 1, "no"));
    assertThat(find("precision-recall-ranking-48", cells)).isPresent();
    assertThat(find("precision-recall-48", cells).orElseThrow().title())
        .contains("by Hamming radius");
  }

  private static Cell on(String features, String row) {
    Cell cell = TestCells.withCurves("d", row, 12, 1, 0.5);
    Map<String, ?> config = Map.of("features", Map.of("output", features));
    return features.isEmpty() ? cell : Provenances.with(cell, Map.of("config", config));
  }

  private static List<LineChart> panels(List<Cell> cells) {
    DrawnFigure figure = find("map", cells).orElseThrow();
    assertThat(figure.wide()).isTrue();
    assertThat(figure.title()).endsWith("each panel has its own vertical scale");
    return ((PanelChart) figure.chart()).panels();
  }

  @Test
  void manyRowsStandInPanelsByTheirFeatures() {
    List<Cell> cells = new ArrayList<>();
    RowOrder.SHALLOW.forEach(row -> cells.add(on("lbp", row)));
    RowOrder.SHALLOW.forEach(row -> cells.add(on("cnn", row + "+cnn")));
    Stream.of("cnnh", "dsh", "ddh", "ddh+aug").forEach(row -> cells.add(on("", row)));
    cells.add(on("lbp", "random"));
    cells.add(on("cnn-class", "class-id"));
    cells.add(on("pixels", "sdh+pixels"));
    List<LineChart> panels = panels(cells);
    assertThat(panels)
        .extracting(LineChart::title)
        .containsExactly(
            "Rows on LBP features",
            "Rows on pixels",
            "Rows on CNN features",
            "Networks and references");
    assertThat(panels.get(0).series())
        .extracting(Series::name)
        .containsExactly("lsh", "sh", "itq", "bre", "ksh", "sdh", "fasth", "chance level");
    assertThat(panels.get(3).series())
        .extracting(Series::name)
        .containsExactly("cnnh", "dsh", "ddh", "ddh+aug", "random", "class-id", "chance level");
  }

  @Test
  void tooManyOfAKindAreDividedEvenly() {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      cells.add(on("", "net" + (char) ('a' + i)));
    }
    List<LineChart> panels = panels(cells);
    assertThat(panels)
        .extracting(LineChart::title)
        .containsExactly(
            "Networks and references, 1 of 3",
            "Networks and references, 2 of 3",
            "Networks and references, 3 of 3");
    assertThat(panels).extracting(panel -> panel.series().size()).containsExactly(7, 8, 8);
  }

  @Test
  void fewRowsShareAChart() {
    List<Cell> cells = new ArrayList<>();
    for (String row : List.of("lsh", "sh", "lsh+cnn", "ddh", "dsh", "cnnh", "random", "class-id")) {
      String features = RowOrder.SHALLOW.contains(row) ? "lbp" : "";
      cells.add(on(row.contains("+") ? "cnn" : features, row));
    }
    LineChart chart = (LineChart) find("map", cells).orElseThrow().chart();
    assertThat(chart.series()).hasSize(9); // the chance level besides
    assertThat(chart.x().title()).isEqualTo("Code length: 12 bits, rows side by side");
    assertThat(find("map", cells).orElseThrow().csv()).contains("\nlsh,12,", "\nclass-id,12,");
    cells.add(on("", "deephash"));
    assertThat(panels(cells)).hasSize(3);
  }
}
