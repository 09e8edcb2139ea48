package io.ddh.experiments.report;

import io.ddh.eval.MetricInfo;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.Chart;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The figures of one data set, means over seeds. A figure without points is left out. */
final class Figures {
  /** Beyond it all curves fall to nothing; the CSV beside the figure goes on. */
  private static final int LARGEST_N_DRAWN = 200;

  private static final String RADIUS_2 = "Precision within Hamming radius 2";
  private static final String LAST = "class-id";

  /** What a random order reaches; a level, no row. */
  static final String CHANCE = "chance level";

  /** A row looks the same in every figure of every data set: seven colours, in each panel. */
  static final List<String> LEGEND =
      Stream.of(
              RowOrder.ROWS.stream().filter(row -> !row.equals(LAST)),
              RowOrder.SHALLOW.stream().map(row -> row + "+pixels"),
              Stream.of(LAST, CHANCE))
          .flatMap(names -> names)
          .toList();

  private final DatasetResults results;

  private Figures(DatasetResults results) {
    this.results = results;
  }

  /** All figures, in the order they are shown. */
  static List<Figure> of(DatasetResults results) {
    if (results.table().bits().isEmpty()) {
      return List.of();
    }
    Figures figures = new Figures(results);
    int bits = results.shownBits();
    ResultTable radius2 = ResultTable.of(results.cells(), Metrics.PRECISION_RADIUS_2);
    Stream<Optional<Figure>> usual =
        Stream.of(
            figures.precisionRecall(bits),
            figures.ranking(bits),
            figures.overBits("precision-radius2", RADIUS_2, RADIUS_2, radius2),
            figures.precisionAtN(bits),
            figures.overBits("map", "MAP", "MAP", results.table()),
            PaperFigure.of(results, bits),
            TrainingFigure.of(results, bits));
    return Stream.of(usual, figures.mapAt(), VariantFigures.of(results, bits))
        .flatMap(some -> some)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Figure> precisionRecall(int bits) {
    PrecisionRecall curves = new PrecisionRecall(results, results.table().methods(), bits);
    boolean pooled = curves.hasPooled();
    return figure(
        "precision-recall-" + bits,
        (pooled
                ? "Precision–recall by Hamming radius at "
                : "Precision–recall, mean over queries, at ")
            + bits
            + " bits",
        pooled
            ? curves.pooledCaption(results)
            : caption(results) + "; a query that finds nothing counts 0",
        Axis.unit("Recall"),
        Axis.auto("Precision"),
        (pooled ? curves.pooled() : curves.macro())
            .stream().map(PrecisionRecall.Curve::series).toList(),
        curves.radiusCsv());
  }

  private Optional<Figure> ranking(int bits) {
    PrecisionRecall curves = new PrecisionRecall(results, results.table().methods(), bits);
    if (!curves.hasRanking()) {
      return Optional.empty();
    }
    return figure(
        "precision-recall-ranking-" + bits,
        "Precision–recall of the ranking at " + bits + " bits",
        caption(results) + "; mean over queries, ties by expectation",
        Axis.unit("Recall"),
        Axis.auto("Precision"),
        curves.ranking().stream().map(PrecisionRecall.Curve::series).toList(),
        curves.rankingCsv());
  }

  /** MAP of the first k, for each that some cell has. */
  private Stream<Optional<Figure>> mapAt() {
    return results.cells().stream()
        .flatMap(cell -> cell.metrics().keySet().stream())
        .filter(key -> key.startsWith("map@"))
        .distinct()
        .sorted()
        .map(
            key -> {
              String what = Metrics.find(key).map(MetricInfo::name).orElse(key);
              String name = key.replace("map@", "map-at-").replace('/', '-');
              return overBits(name, what, what, ResultTable.of(results.cells(), key));
            });
  }

  private Optional<Figure> precisionAtN(int bits) {
    StringBuilder csv = new StringBuilder("method,bits,n,precision,seeds\n");
    List<Series> series = new ArrayList<>();
    for (String method : results.table().methods()) {
      List<Cell> cells = results.finished(method, bits, Metrics.PRECISION_AT_N);
      if (!cells.isEmpty()) {
        double[][] c = Curves.mean(cells, Metrics.PRECISION_AT_N, "n", "precision");
        append(csv, method, bits, cells.size(), c);
        int shown = (int) Arrays.stream(c[0]).filter(n -> n <= LARGEST_N_DRAWN).count();
        series.add(new Series(method, Arrays.copyOf(c[0], shown), Arrays.copyOf(c[1], shown)));
      }
    }
    return figure(
        "precision-at-n-" + bits,
        "Precision at N at " + bits + " bits",
        caption(results),
        Axis.auto("N (images returned)"),
        Axis.auto("Precision"),
        series,
        csv);
  }

  private Optional<Figure> overBits(String name, String what, String y, ResultTable table) {
    LengthCurves curves = LengthCurves.of(table);
    if (name.equals("map")) {
      addChance(curves.series());
    }
    Axis x = bitsAxis(table.bits());
    return figure(
        name,
        what + " against code length",
        caption(results),
        x,
        Axis.auto(y),
        curves.series(),
        curves.csv());
  }

  private Optional<Figure> figure(
      String name,
      String title,
      String caption,
      Axis x,
      Axis y,
      List<Series> series,
      StringBuilder csv) {
    if (series.isEmpty()) {
      return Optional.empty();
    }
    Chart chart = new RowPanels(results).chart(title, caption, x, y, series);
    return Optional.of(new Figure(name, chart, csv.toString()));
  }

  /** Data set and number of seeds. */
  static String caption(DatasetResults results) {
    int seeds = results.table().seeds().size();
    return results.title() + (seeds == 1 ? ", one seed" : ", mean of " + seeds + " seeds");
  }

  /**
   * Ticks at the code lengths where they are equally spaced, as the paper's are; one: in the
   * middle.
   */
  static Axis bitsAxis(List<Integer> bits) {
    if (bits.size() == 1) {
      String title = "Code length: " + bits.get(0) + " bits, rows beside each other";
      return Axis.at(title, 0, bits.get(0), 2 * bits.get(0));
    }
    boolean even = bits.size() > 1;
    for (int i = 2; i < bits.size(); i++) {
      even &= bits.get(i) - bits.get(i - 1) == bits.get(1) - bits.get(0);
    }
    double[] ticks = even ? bits.stream().mapToDouble(k -> k).toArray() : new double[0];
    return new Axis("Code length (bits)", ticks);
  }

  private static void append(
      StringBuilder csv, String method, int bits, int seeds, double[][] columns) {
    for (int i = 0; i < columns[0].length; i++) {
      csv.append(method).append(',').append(bits);
      for (double[] column : columns) {
        csv.append(',').append(Numbers.plain(column[i]));
      }
      csv.append(',').append(seeds).append('\n');
    }
  }

  /** Adds the level of a random order over the columns that have numbers. */
  private void addChance(List<Series> series) {
    OptionalDouble chance = results.chance();
    if (chance.isPresent() && !series.isEmpty()) {
      double[] x =
          series.stream().flatMapToDouble(s -> Arrays.stream(s.x())).sorted().distinct().toArray();
      double[] y = new double[x.length];
      Arrays.fill(y, chance.getAsDouble());
      series.add(new Series(CHANCE, x, y));
    }
  }
}
