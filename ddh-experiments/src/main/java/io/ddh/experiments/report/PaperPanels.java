package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.PanelChart;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The three panels of the paper's Figures 2 and 3, one figure a data set, with the paper's series:
 * the shallow methods on CNN features, CNNH, DSH and DDH, those of them that have cells.
 */
final class PaperPanels {
  /** Where the paper's panel (c) ends. */
  private static final int LARGEST_N = 1_000;

  private final FigureData results;
  private final int bits;
  private final List<String> rows;
  private final StringBuilder csv = new StringBuilder("panel,method,bits,x,y,seeds\n");
  private final List<LineChart> panels = new ArrayList<>();

  PaperPanels(FigureData results) {
    this.results = results;
    this.bits = results.shownBits();
    this.rows = results.rows().stream().filter(RowOrder.PAPER_FIGURES::contains).toList();
  }

  /** The figure; none where none of the paper's series has a number. */
  List<DrawnFigure> figure(String name, String title) {
    radius2();
    precisionRecall();
    precisionAtN();
    return panels.isEmpty()
        ? List.of()
        : List.of(
            new DrawnFigure(
                name,
                new PanelChart(title, results.caption(), panels.size(), panels),
                csv.toString()));
  }

  private void radius2() {
    ResultTable table = ResultTable.of(results.cells(), Metrics.PRECISION_RADIUS_2);
    List<Series> series = new ArrayList<>();
    for (String row : rows) {
      List<Integer> lengths = table.finished(row);
      double[] x = lengths.stream().mapToDouble(k -> k).toArray();
      double[] y =
          lengths.stream().mapToDouble(k -> table.entry(row, k).orElseThrow().mean()).toArray();
      for (int i = 0; i < x.length; i++) {
        point("a", row, lengths.get(i), x[i], y[i], table.entry(row, lengths.get(i)).get().done());
      }
      add(series, row, x, y);
    }
    Axis x = LengthCurves.bitsAxis(table.bits());
    panel(
        "(a) Precision within Hamming radius 2",
        "",
        x,
        Axis.auto("Precision"),
        RowPanels.apart(x, series));
  }

  /** The paper doesn't say which curve it draws; that of the ranking has the shape of its own. */
  private void precisionRecall() {
    PrecisionRecall curves = new PrecisionRecall(results, rows, bits);
    boolean ranking = curves.hasRanking();
    List<Series> series = new ArrayList<>();
    for (PrecisionRecall.Curve curve : ranking ? curves.ranking() : curves.macro()) {
      double[][] columns = {curve.recall(), curve.precision()};
      points("b", curve.method(), curve.seeds(), columns);
      series.add(curve.series());
    }
    panel(
        "(b) Precision–recall at " + bits + " bits",
        ranking ? "of the ranking" : "by radius, mean over queries",
        Axis.unit("Recall"),
        Axis.auto("Precision"),
        series);
  }

  private void precisionAtN() {
    List<Series> series = new ArrayList<>();
    for (String row : rows) {
      List<Cell> cells = results.finished(row, bits, Metrics.PRECISION_AT_N);
      if (!cells.isEmpty()) {
        double[][] c = Curves.mean(cells, Metrics.PRECISION_AT_N, "n", "precision");
        int shown = (int) Arrays.stream(c[0]).filter(n -> n <= LARGEST_N).count();
        double[][] head = {Arrays.copyOf(c[0], shown), Arrays.copyOf(c[1], shown)};
        points("c", row, cells.size(), head);
        add(series, row, head[0], head[1]);
      }
    }
    panel(
        "(c) Precision at N at " + bits + " bits",
        "",
        Axis.auto("N (images returned)"),
        Axis.auto("Precision"),
        series);
  }

  private static void add(List<Series> series, String row, double[] x, double[] y) {
    if (x.length > 0) {
      series.add(new Series(row, x, y));
    }
  }

  private void panel(String title, String caption, Axis x, Axis y, List<Series> series) {
    if (!series.isEmpty()) {
      panels.add(new LineChart(title, caption, x, y, series, RowPanels.LEGEND));
    }
  }

  private void points(String panel, String row, int seeds, double[][] columns) {
    for (int i = 0; i < columns[0].length; i++) {
      point(panel, row, bits, columns[0][i], columns[1][i], seeds);
    }
  }

  private void point(String panel, String row, int length, double x, double y, int seeds) {
    csv.append(panel).append(',').append(row).append(',').append(length).append(',');
    csv.append(Numbers.plain(x)).append(',').append(Numbers.plain(y)).append(',');
    csv.append(seeds).append('\n');
  }
}
