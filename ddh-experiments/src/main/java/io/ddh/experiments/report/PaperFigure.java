package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.experiments.report.CurveFigures.PrecisionAtNFigure;
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
    ResultTable table = ResultTable.of(data.cells(), Metrics.PRECISION_RADIUS_2);
    FigurePoints radius2 = new FigurePoints("method,bits,x,y,seeds", 2, 3);
    for (String row : rows) {
      for (int bits : table.finished(row)) {
        Sample all = table.sample(row, bits);
        radius2.line(true, row, bits, bits, all.mean(), all.count());
      }
    }
    PrecisionRecall curves = new PrecisionRecall(data, rows);
    boolean ranking = curves.have(Metrics.PRECISION_RECALL_RANKING);
    String kind = ranking ? "of the ranking" : "by radius, mean over queries";
    String at = " at " + data.shownBits() + " bits";
    Axis lengths = CurveFigures.lengthAxis(table.bits());
    FigurePoints recall = curves.rankingOrMean();
    FigurePoints atN = PrecisionAtNFigure.points(data, rows, LARGEST_N);
    FigurePoints csv = new FigurePoints("panel,method,bits,x,y,seeds", 3, 4);
    csv.lines("a", radius2, Double.MAX_VALUE);
    csv.lines("b", recall, Double.MAX_VALUE);
    csv.lines("c", atN, LARGEST_N);
    List<LineChart> panels =
        Stream.of(
                panel("(a) Precision within Hamming radius 2", "", lengths, radius2),
                panel("(b) Precision–recall" + at, kind, Axis.unit("Recall"), recall),
                panel("(c) Precision at N" + at, "", PrecisionAtNFigure.axis(), atN))
            .flatMap(List::stream)
            .toList();
    return panels.isEmpty()
        ? List.of()
        : List.of(
            new DrawnFigure(name(), new PanelChart(title(), data.caption(), 2, panels), csv.csv()));
  }

  private static List<LineChart> panel(String title, String caption, Axis x, FigurePoints points) {
    List<Series> series = points.series();
    Axis y = Axis.auto("Precision");
    return series.isEmpty()
        ? List.of()
        : List.of(new LineChart(title, caption, x, y, series, RowPanels.LEGEND));
  }
}
