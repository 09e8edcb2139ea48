package io.ddh.experiments.report;

import io.ddh.eval.MetricInfo;
import io.ddh.eval.Metrics;
import io.ddh.eval.PooledCurve;
import io.ddh.eval.RankingCurve;
import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.PanelChart;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Figures with a curve for each row, either against code length or at one code length.
 *
 * <p>Cells that older versions made have only one kind of precision–recall curve, by radius and
 * averaged over the queries. If there is such a cell, the figure shows this kind of curve for all
 * rows, so that no figure mixes two kinds of curve.
 */
final class CurveFigures {
  /**
   * Largest N that the figure of precision at N shows. Points with larger N are only in the
   * figure's CSV file, since all curves fall towards zero for large N.
   */
  private static final int LARGEST_N_DRAWN = 200;

  /** Largest N that panel (c) of the paper's figures shows. */
  private static final int LARGEST_N_OF_PAPER = 1_000;

  private static final String N = "N (images returned)";

  private CurveFigures() {}

  /**
   * Returns, for some rows, the finished cells that have the named curve; rows without such cells
   * are left out.
   */
  private static Map<String, List<Cell>> finished(
      FigureData data, List<String> rows, String curve) {
    Map<String, List<Cell>> finished = new LinkedHashMap<>();
    rows.forEach(row -> finished.put(row, data.finished(row, data.shownBits(), curve)));
    finished.values().removeIf(List::isEmpty);
    return finished;
  }

  /**
   * Returns true if all cells have the named curve, which is either the counts of pairs or the
   * curve of the ranking.
   */
  private static boolean have(Map<String, List<Cell>> rows, String curve) {
    return rows.values().stream()
        .flatMap(List::stream)
        .allMatch(cell -> cell.curves().containsKey(curve));
  }

  /**
   * {@return the curves by radius, pooled over the pairs of all seeds if all cells have the counts
   * of pairs, otherwise as means over queries}
   */
  private static FigurePoints byRadius(Map<String, List<Cell>> rows, int bits) {
    boolean pooled = have(rows, Metrics.PRECISION_RECALL_POOLED);
    String own = pooled ? "recall,precision," : "";
    String header = "method,bits,radius," + own + "recall.macro,precision.macro,empty,seeds";
    FigurePoints points = new FigurePoints(header, 3, 4);
    rows.forEach(
        (method, cells) -> {
          double[][] c = means(cells);
          if (pooled) {
            double[][] of =
                Curves.mean(cells, Metrics.PRECISION_RECALL_POOLED, "pairs", "relevant");
            PooledCurve curve = PooledCurve.of(of[0], of[1]);
            double[] recall = behind(curve.recall(), c[0].length);
            double[] precision = behind(curve.precision(), c[0].length);
            double[][] columns = {c[0], recall, precision, c[1], c[2], c[3]};
            points.lines(method, bits, cells.size(), i -> !Double.isNaN(recall[i]), columns);
          } else {
            points.lines(method, bits, cells.size(), i -> found(c[1], i), c);
          }
        });
    return points;
  }

  /**
   * Returns an array of the given length that ends with the given numbers. The entries before these
   * numbers, for radii within which no pair lies, are NaN.
   */
  private static double[] behind(double[] numbers, int length) {
    double[] out = new double[length];
    int first = length - numbers.length;
    Arrays.setAll(out, i -> i < first ? Double.NaN : numbers[i - first]);
    return out;
  }

  /**
   * {@return the curves of the ranking, averaged over seeds at 101 levels of recall, if all cells
   * have such curves; otherwise the curves by radius, averaged over queries}
   */
  private static FigurePoints rankingOrMean(Map<String, List<Cell>> rows, int bits) {
    boolean ranking = have(rows, Metrics.PRECISION_RECALL_RANKING);
    FigurePoints points = new FigurePoints("method,bits,recall,precision,seeds", 2, 3);
    rows.forEach(
        (method, cells) -> {
          if (ranking) {
            double[][] mean = Curves.mean(cells, Metrics.PRECISION_RECALL_RANKING, "precision");
            points.lines(method, bits, cells.size(), i -> true, RankingCurve.levels(), mean[0]);
          } else {
            double[][] c = means(cells);
            points.lines(method, bits, cells.size(), i -> found(c[1], i), c[1], c[2]);
          }
        });
    return points;
  }

  /**
   * Returns true if some query found a relevant item within the radius. Other radii are not
   * plotted, since their recall and precision are 0.
   */
  private static boolean found(double[] recall, int radius) {
    return recall[radius] > 0 || radius == recall.length - 1;
  }

  private static double[][] means(List<Cell> cells) {
    return Curves.mean(cells, Metrics.PRECISION_RECALL, "radius", "recall", "precision", "empty");
  }

  /**
   * Draws precision–recall by Hamming radius, pooled over all pairs. If an older version made one
   * of the cells, all curves are means over the queries instead.
   */
  static List<DrawnFigure> precisionRecall(Figure figure, FigureData data) {
    Map<String, List<Cell>> cells = finished(data, data.rows(), Metrics.PRECISION_RECALL);
    boolean pooled = have(cells, Metrics.PRECISION_RECALL_POOLED);
    int seeds = data.seeds().size();
    String of = seeds == 1 ? "one seed" : seeds + " seeds";
    String caption =
        pooled
            ? data.title() + ", all query–gallery pairs of " + of + " pooled"
            : data.caption() + "; a query that finds nothing counts as 0";
    String title = pooled ? figure.title() : "Precision–recall, mean over queries,";
    Axis x = Axis.unit("Recall");
    return atOneLength(data, figure.name(), title, caption, x, byRadius(cells, data.shownBits()));
  }

  /**
   * Draws precision–recall of the ranking if all cells have this curve; otherwise draws no figure.
   */
  static List<DrawnFigure> ranking(Figure figure, FigureData data) {
    Map<String, List<Cell>> cells = finished(data, data.rows(), Metrics.PRECISION_RECALL);
    if (!have(cells, Metrics.PRECISION_RECALL_RANKING)) {
      return List.of();
    }
    String caption = data.caption() + "; mean over queries, expected values for ties";
    Axis x = Axis.unit("Recall");
    return atOneLength(
        data, figure.name(), figure.title(), caption, x, rankingOrMean(cells, data.shownBits()));
  }

  /** Draws the precision of the N nearest images against N. */
  static List<DrawnFigure> atN(Figure figure, FigureData data) {
    FigurePoints points = atN(data, data.rows(), LARGEST_N_DRAWN);
    Axis x = Axis.auto(N);
    return atOneLength(data, figure.name(), figure.title(), data.caption(), x, points);
  }

  /**
   * Returns precision at N of some rows, as means over seeds; points with N above {@code last} are
   * in the CSV file but are not plotted.
   */
  private static FigurePoints atN(FigureData data, List<String> rows, int last) {
    FigurePoints points = new FigurePoints("method,bits,n,precision,seeds", 2, 3);
    finished(data, rows, Metrics.PRECISION_AT_N)
        .forEach(
            (row, cells) -> {
              double[][] c = Curves.mean(cells, Metrics.PRECISION_AT_N, "n", "precision");
              points.lines(row, data.shownBits(), cells.size(), i -> c[0][i] <= last, c);
            });
    return points;
  }

  private static List<DrawnFigure> atOneLength(
      FigureData data, String name, String title, String caption, Axis x, FigurePoints points) {
    String file = name + "-" + data.shownBits();
    String full = title + " at " + data.shownBits() + " bits";
    return RowPanels.figure(data, file, full, caption, x, Axis.auto("Precision"), points);
  }

  /** Draws precision within Hamming radius 2 against code length. */
  static List<DrawnFigure> radius2(Figure figure, FigureData data) {
    return byLength(data, figure.name(), figure.title(), Metrics.PRECISION_RADIUS_2);
  }

  /** Draws MAP against code length, with a line at the MAP of a random order. */
  static List<DrawnFigure> map(Figure figure, FigureData data) {
    return byLength(data, figure.name(), figure.title(), Metrics.MAP);
  }

  /**
   * Draws MAP of the first k results against code length, one figure for each k that some cell has.
   */
  static List<DrawnFigure> mapAt(Figure figure, FigureData data) {
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

  /**
   * Draws a metric against code length, with its name in the title and on the axis. If no cell has
   * the metric, no figure is drawn.
   */
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

  /** Returns the horizontal axis for code lengths. */
  static Axis lengthAxis(List<Integer> bits) {
    return Axis.close(
        bits.size() == 1
            ? "Code length: " + bits.get(0) + " bits, rows side by side"
            : "Code length (bits)");
  }

  /** Returns the mean over seeds for each row and code length that has a finished cell. */
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
   * Draws the three panels of the paper's Figures 2 and 3. The rows are those of the paper's
   * figures (the shallow methods on CNN features, CNNH, DSH and DDH) that have cells.
   */
  static List<DrawnFigure> paper(Figure figure, FigureData data) {
    List<String> rows = new ArrayList<>(data.rows());
    rows.removeIf(row -> !RowOrder.PAPER.contains(row) || RowOrder.SHALLOW.contains(row));
    ResultTable table = ResultTable.of(data.cells(), Metrics.PRECISION_RADIUS_2);
    FigurePoints radius2 = new FigurePoints("method,bits,x,y,seeds", 2, 3);
    for (String row : rows) {
      for (int bits : table.finished(row)) {
        Sample all = table.sample(row, bits);
        radius2.line(true, row, bits, bits, all.mean(), all.count());
      }
    }
    Map<String, List<Cell>> cells = finished(data, rows, Metrics.PRECISION_RECALL);
    boolean ranking = have(cells, Metrics.PRECISION_RECALL_RANKING);
    String kind = ranking ? "of the ranking" : "by radius, mean over queries";
    String at = " at " + data.shownBits() + " bits";
    Axis lengths = lengthAxis(table.bits());
    FigurePoints recall = rankingOrMean(cells, data.shownBits());
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
    PanelChart chart = new PanelChart(figure.title(), data.caption(), 2, panels, false);
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
