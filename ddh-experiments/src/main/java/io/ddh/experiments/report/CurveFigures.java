package io.ddh.experiments.report;

import io.ddh.eval.MetricInfo;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.PanelChart;
import io.ddh.experiments.report.chart.Series;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Figures with a curve for each row: against code length, or at one code length. */
public final class CurveFigures {
  private static final String N = "N (images returned)";

  private CurveFigures() {}

  /**
   * Precision–recall by Hamming radius: pooled, or for cells of older versions the mean over
   * queries.
   */
  public static final class PrecisionRecallFigure extends NamedFigure {
    /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
    public PrecisionRecallFigure() {
      super("precision-recall", "Precision–recall by Hamming radius");
    }

    @Override
    public List<DrawnFigure> draw(FigureData data) {
      PrecisionRecall curves = new PrecisionRecall(data, data.rows());
      boolean pooled = curves.have(Metrics.PRECISION_RECALL_POOLED);
      int seeds = data.seeds().size();
      String of = seeds == 1 ? "one seed" : seeds + " seeds";
      String caption =
          pooled
              ? data.title() + ", all query–gallery pairs of " + of + " pooled"
              : data.caption() + "; a query that finds nothing counts 0";
      String title = pooled ? title() : "Precision–recall, mean over queries,";
      return atOneLength(data, name(), title, caption, Axis.unit("Recall"), curves.byRadius());
    }
  }

  /** Precision–recall of the ranking, if all cells have it. */
  public static final class RankingFigure extends NamedFigure {
    /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
    public RankingFigure() {
      super("precision-recall-ranking", "Precision–recall of the ranking");
    }

    @Override
    public List<DrawnFigure> draw(FigureData data) {
      PrecisionRecall curves = new PrecisionRecall(data, data.rows());
      String caption = data.caption() + "; mean over queries, ties by expectation";
      Axis x = Axis.unit("Recall");
      return curves.have(Metrics.PRECISION_RECALL_RANKING)
          ? atOneLength(data, name(), title(), caption, x, curves.rankingOrMean())
          : List.of();
    }
  }

  /** Precision of the N nearest images. */
  public static final class PrecisionAtNFigure extends NamedFigure {
    /** Larger N are only in the CSV file: all curves fall towards zero there. */
    private static final int LARGEST_N_DRAWN = 200;

    /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
    public PrecisionAtNFigure() {
      super("precision-at-n", "Precision at N");
    }

    @Override
    public List<DrawnFigure> draw(FigureData data) {
      FigurePoints points = points(data, data.rows(), LARGEST_N_DRAWN);
      return atOneLength(data, name(), title(), data.caption(), Axis.auto(N), points);
    }

    /** Mean over seeds of each of some rows; larger N than the last are not drawn. */
    static FigurePoints points(FigureData data, List<String> rows, int last) {
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
  }

  private static List<DrawnFigure> atOneLength(
      FigureData data, String name, String title, String caption, Axis x, FigurePoints points) {
    String file = name + "-" + data.shownBits();
    String full = title + " at " + data.shownBits() + " bits";
    return RowPanels.figure(data, file, full, caption, x, Axis.auto("Precision"), points);
  }

  /** Precision within Hamming radius 2 against code length. */
  public static final class RadiusFigure extends NamedFigure {
    /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
    public RadiusFigure() {
      super("precision-radius2", "Precision within Hamming radius 2");
    }

    @Override
    public List<DrawnFigure> draw(FigureData data) {
      return byLength(data, name(), title(), Metrics.PRECISION_RADIUS_2);
    }
  }

  /** MAP against code length, with the level of a random order. */
  public static final class MapFigure extends NamedFigure {
    /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
    public MapFigure() {
      super("map", "MAP");
    }

    @Override
    public List<DrawnFigure> draw(FigureData data) {
      return byLength(data, name(), title(), Metrics.MAP);
    }
  }

  /** MAP of the first k against code length, one figure for each k that some cell has. */
  public static final class MapAtFigures extends NamedFigure {
    /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
    public MapAtFigures() {
      super("map-at", "MAP of the first k");
    }

    @Override
    public Pattern files() {
      return Pattern.compile("map-at-\\d+-(hits|relevant)");
    }

    @Override
    public List<DrawnFigure> draw(FigureData data) {
      return data.cells().stream()
          .flatMap(cell -> cell.metrics().keySet().stream())
          .filter(key -> key.startsWith("map@"))
          .distinct()
          .sorted()
          .flatMap(key -> byLength(data, file(key), what(key), key).stream())
          .toList();
    }

    private static String file(String key) {
      return key.replace("map@", "map-at-").replace('/', '-');
    }

    private static String what(String key) {
      return Metrics.find(key).map(MetricInfo::name).orElse(key);
    }
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
  public static final class PaperFigure extends NamedFigure {
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
      Axis lengths = lengthAxis(table.bits());
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
                  panel("(c) Precision at N" + at, "", Axis.auto(N), atN))
              .flatMap(List::stream)
              .toList();
      return panels.isEmpty()
          ? List.of()
          : List.of(
              new DrawnFigure(
                  name(), new PanelChart(title(), data.caption(), 2, panels), csv.csv()));
    }

    private static List<LineChart> panel(
        String title, String caption, Axis x, FigurePoints points) {
      List<Series> series = points.series();
      Axis y = Axis.auto("Precision");
      return series.isEmpty()
          ? List.of()
          : List.of(new LineChart(title, caption, x, y, series, RowPanels.LEGEND));
    }
  }
}
