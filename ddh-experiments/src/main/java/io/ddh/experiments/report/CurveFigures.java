package io.ddh.experiments.report;

import io.ddh.eval.MetricInfo;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.PanelChart;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Figures with a curve for each row: against code length, or at one code length. */
final class CurveFigures {
  /** Larger N are only in the CSV file of precision at N: all curves fall towards zero there. */
  private static final int LARGEST_N_DRAWN = 200;

  /** Largest N in the paper's panel (c). */
  private static final int LARGEST_N_OF_PAPER = 1_000;

  private static final String N = "N (images returned)";

  private CurveFigures() {}

  /**
   * Precision–recall by Hamming radius: pooled, or for cells of older versions the mean over
   * queries.
   */
  static List<DrawnFigure> precisionRecall(OwnFigure figure, FigureData data) {
    PrecisionRecall curves = new PrecisionRecall(data, data.rows());
    boolean pooled = curves.have(Metrics.PRECISION_RECALL_POOLED);
    int seeds = data.seeds().size();
    String of = seeds == 1 ? "one seed" : seeds + " seeds";
    String caption =
        pooled
            ? data.title() + ", all query–gallery pairs of " + of + " pooled"
            : data.caption() + "; a query that finds nothing counts 0";
    String title = pooled ? figure.title() : "Precision–recall, mean over queries,";
    Axis x = Axis.unit("Recall");
    return atOneLength(data, figure.name(), title, caption, x, curves.byRadius());
  }

  /** Precision–recall of the ranking, if all cells have it. */
  static List<DrawnFigure> ranking(OwnFigure figure, FigureData data) {
    PrecisionRecall curves = new PrecisionRecall(data, data.rows());
    if (!curves.have(Metrics.PRECISION_RECALL_RANKING)) {
      return List.of();
    }
    String caption = data.caption() + "; mean over queries, ties by expectation";
    Axis x = Axis.unit("Recall");
    return atOneLength(data, figure.name(), figure.title(), caption, x, curves.rankingOrMean());
  }

  /** Precision of the N nearest images. */
  static List<DrawnFigure> atN(OwnFigure figure, FigureData data) {
    FigurePoints points = atN(data, data.rows(), LARGEST_N_DRAWN);
    Axis x = Axis.auto(N);
    return atOneLength(data, figure.name(), figure.title(), data.caption(), x, points);
  }

  /** Mean over seeds of each of some rows; larger N than the last are not drawn. */
  private static FigurePoints atN(FigureData data, List<String> rows, int last) {
    FigurePoints points = new FigurePoints("method,bits,n,precision,seeds", 2, 3);
    for (String row : rows) {
      List<Cell> cells = data.finished(row, data.shownBits(), Metrics.PRECISION_AT_N);
      if (!cells.isEmpty()) {
        double[][] c = Curves.mean(cells, Metrics.PRECISION_AT_N, "n", "precision");
        points.lines(row, data.shownBits(), cells.size(), i -> c[0][i] <= last, c);
      }
    }
    return points;
  }

  private static List<DrawnFigure> atOneLength(
      FigureData data, String name, String title, String caption, Axis x, FigurePoints points) {
    String file = name + "-" + data.shownBits();
    String full = title + " at " + data.shownBits() + " bits";
    return RowPanels.figure(data, file, full, caption, x, Axis.auto("Precision"), points);
  }

  /** Precision within Hamming radius 2 against code length. */
  static List<DrawnFigure> radius2(OwnFigure figure, FigureData data) {
    return byLength(data, figure.name(), figure.title(), Metrics.PRECISION_RADIUS_2);
  }

  /** MAP against code length, with the level of a random order. */
  static List<DrawnFigure> map(OwnFigure figure, FigureData data) {
    return byLength(data, figure.name(), figure.title(), Metrics.MAP);
  }

  /** MAP of the first k against code length, one figure for each k that some cell has. */
  static List<DrawnFigure> mapAt(OwnFigure figure, FigureData data) {
    List<DrawnFigure> drawn = new ArrayList<>();
    data.cells().stream()
        .flatMap(cell -> cell.metrics().keySet().stream())
        .filter(key -> key.startsWith("map@"))
        .distinct()
        .sorted()
        .forEach(
            key -> {
              String what = Metrics.find(key).map(MetricInfo::name).orElse(key);
              String name = key.replace("map@", figure.name() + "-").replace('/', '-');
              drawn.addAll(byLength(data, name, what, key));
            });
    return drawn;
  }

  /** The figure of a metric, whose name is in the title and on the axis; none without a cell. */
  private static List<DrawnFigure> byLength(
      FigureData data, String name, String what, String metric) {
    ResultTable table = ResultTable.of(data.cells(), metric);
    FigurePoints points = lengths(table);
    if (metric.equals(Metrics.MAP)) {
      data.chance().ifPresent(chance -> points.level(RowPanels.CHANCE, chance));
    }
    String title = what + " against code length";
    Axis x = lengthAxis(table.bits());
    return RowPanels.figure(data, name, title, data.caption(), x, Axis.auto(what), points);
  }

  /** The axis of code lengths. */
  static Axis lengthAxis(List<Integer> bits) {
    return Axis.close(
        bits.size() == 1
            ? "Code length: " + bits.get(0) + " bits, rows beside each other"
            : "Code length (bits)");
  }

  /** Mean over seeds of each row and code length that has a finished cell. */
  static FigurePoints lengths(ResultTable table) {
    FigurePoints points = new FigurePoints("method,bits,mean,sd,seeds", 1, 2);
    for (String method : table.methods()) {
      for (int bits : table.finished(method)) {
        Sample all = table.sample(method, bits);
        points.line(true, method, bits, all.mean(), all.sd(), all.count());
      }
    }
    return points;
  }

  /**
   * The three panels of the paper's Figures 2 and 3 with the paper's series, as far as they have
   * cells: the shallow methods on CNN features, CNNH, DSH and DDH.
   */
  static List<DrawnFigure> paper(OwnFigure figure, FigureData data) {
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
    Axis lengths = lengthAxis(table.bits());
    FigurePoints recall = curves.rankingOrMean();
    FigurePoints atN = atN(data, rows, LARGEST_N_OF_PAPER);
    FigurePoints csv = new FigurePoints("panel,method,bits,x,y,seeds", 3, 4);
    csv.lines("a", radius2, Double.MAX_VALUE);
    csv.lines("b", recall, Double.MAX_VALUE);
    csv.lines("c", atN, LARGEST_N_OF_PAPER);
    List<LineChart> panels =
        Stream.of(
                panel("(a) Precision within Hamming radius 2", "", lengths, radius2),
                panel("(b) Precision–recall" + at, kind, Axis.unit("Recall"), recall),
                panel("(c) Precision at N" + at, "", Axis.auto(N), atN))
            .flatMap(List::stream)
            .toList();
    if (panels.isEmpty()) {
      return List.of();
    }
    PanelChart chart = new PanelChart(figure.title(), data.caption(), 2, panels);
    return List.of(new DrawnFigure(figure.name(), chart, csv.csv()));
  }

  private static List<LineChart> panel(String title, String caption, Axis x, FigurePoints points) {
    List<Series> series = points.series();
    Axis y = Axis.auto("Precision");
    return series.isEmpty()
        ? List.of()
        : List.of(new LineChart(title, caption, x, y, series, RowPanels.LEGEND));
  }
}
