package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.PanelChart;
import io.ddh.experiments.report.chart.Series;
import java.util.List;
import java.util.stream.Stream;

/**
 * The three panels of the paper's Figures 2 and 3 with the paper's series, as far as they have
 * cells: the shallow methods on CNN features, CNNH, DSH and DDH.
 */
public final class PaperFigure extends NamedFigure {
  /** Largest N in the paper's panel (c). */
  private static final int LARGEST_N = 1_000;

  /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
  public PaperFigure() {
    super("paper-curves", "Panels of the paper's Figures 2 and 3");
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    List<String> rows = data.rows().stream().filter(RowOrder.PAPER_FIGURES::contains).toList();
    FigurePoints csv = new FigurePoints("panel,method,bits,x,y,seeds");
    List<LineChart> panels =
        Stream.of(
                radius2(data, rows, csv),
                precisionRecall(data, rows, csv),
                precisionAtN(data, rows, csv))
            .flatMap(List::stream)
            .toList();
    return panels.isEmpty()
        ? List.of()
        : List.of(
            new DrawnFigure(name(), new PanelChart(title(), data.caption(), 2, panels), csv.csv()));
  }

  private static List<LineChart> radius2(FigureData data, List<String> rows, FigurePoints csv) {
    ResultTable table = ResultTable.of(data.cells(), Metrics.PRECISION_RADIUS_2);
    for (String row : rows) {
      for (int bits : table.finished(row)) {
        ResultTable.Entry entry = table.entry(row, bits).orElseThrow();
        csv.line("a", row, bits, bits, entry.mean(), entry.done());
      }
    }
    List<Series> series =
        LengthCurves.of(table).series().stream().filter(s -> rows.contains(s.name())).toList();
    Axis x = LengthCurves.axis(table.bits());
    return panel("(a) Precision within Hamming radius 2", "", x, series);
  }

  /**
   * The paper doesn't say which curve it draws; the curve of the ranking has the same shape as the
   * paper's.
   */
  private static List<LineChart> precisionRecall(
      FigureData data, List<String> rows, FigurePoints csv) {
    int bits = data.shownBits();
    PrecisionRecall all = new PrecisionRecall(data, rows, bits);
    List<PrecisionRecall.Curve> curves = all.rankingOrMean();
    for (PrecisionRecall.Curve curve : curves) {
      for (int i = 0; i < curve.recall().length; i++) {
        csv.line("b", curve.method(), bits, curve.recall()[i], curve.precision()[i], curve.seeds());
      }
    }
    return panel(
        "(b) Precision–recall at " + bits + " bits",
        all.hasRanking() ? "of the ranking" : "by radius, mean over queries",
        Axis.unit("Recall"),
        curves.stream().map(PrecisionRecall.Curve::series).toList());
  }

  private static List<LineChart> precisionAtN(
      FigureData data, List<String> rows, FigurePoints csv) {
    int bits = data.shownBits();
    FigurePoints drawn = new FigurePoints("");
    for (String row : rows) {
      List<Cell> cells = data.finished(row, bits, Metrics.PRECISION_AT_N);
      if (!cells.isEmpty()) {
        double[][] c = Curves.mean(cells, Metrics.PRECISION_AT_N, "n", "precision");
        for (int i = 0; i < c[0].length && c[0][i] <= LARGEST_N; i++) {
          csv.line("c", row, bits, c[0][i], c[1][i], cells.size());
        }
        drawn.add(row, c[0], c[1], LARGEST_N);
      }
    }
    Axis x = Axis.auto("N (images returned)");
    return panel("(c) Precision at N at " + bits + " bits", "", x, drawn.series());
  }

  private static List<LineChart> panel(String title, String caption, Axis x, List<Series> series) {
    Axis y = Axis.auto("Precision");
    return series.isEmpty()
        ? List.of()
        : List.of(new LineChart(title, caption, x, y, series, RowPanels.LEGEND));
  }
}
