package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.eval.PooledCurve;
import io.ddh.eval.RankingCurve;
import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Precision–recall curves of some rows at one code length. Cells from before hold only the mean
 * over queries by radius; a figure in which one of them stands shows that of all rows, for a figure
 * never mixes kinds.
 */
final class PrecisionRecall {
  private final int bits;
  private final List<Row> rows = new ArrayList<>();

  /** A row's finished cells, one a seed; at least one. */
  private record Row(String method, List<Cell> cells) {}

  /**
   * A row's curve.
   *
   * @param seeds how many it is of
   * @param recall of all points
   * @param precision of all points
   * @param series what of them is drawn
   */
  record Curve(String method, int seeds, double[] recall, double[] precision, Series series) {}

  PrecisionRecall(FigureData results, List<String> methods, int bits) {
    this.bits = bits;
    for (String method : methods) {
      List<Cell> cells = results.finished(method, bits, Metrics.PRECISION_RECALL);
      if (!cells.isEmpty()) {
        rows.add(new Row(method, cells));
      }
    }
  }

  /** True where all cells have the counts of pairs. */
  boolean hasPooled() {
    return all(Metrics.PRECISION_RECALL_POOLED);
  }

  /** True where all cells have the curve of the ranking. */
  boolean hasRanking() {
    return all(Metrics.PRECISION_RECALL_RANKING);
  }

  private boolean all(String curve) {
    return rows.stream()
        .flatMap(row -> row.cells().stream())
        .allMatch(cell -> cell.curves().containsKey(curve));
  }

  /** Data set and what is pooled. */
  String pooledCaption(FigureData results) {
    int seeds = results.seeds().size();
    String of =
        seeds == 1
            ? "all query–gallery pairs of one seed"
            : "all query–gallery pairs of " + seeds + " seeds";
    return results.title() + ", " + of + " pooled";
  }

  /** By radius, over the pairs of all seeds together. */
  List<Curve> pooled() {
    return rows.stream()
        .map(
            row -> {
              PooledCurve curve = pooled(row);
              return curve(row, curve.recall(), curve.precision());
            })
        .toList();
  }

  /** Of the ranking, mean over seeds. */
  List<Curve> ranking() {
    return rows.stream()
        .map(
            row ->
                curve(
                    row,
                    RankingCurve.levels(),
                    Curves.mean(row.cells(), Metrics.PRECISION_RECALL_RANKING, "precision")[0]))
        .toList();
  }

  /** Means over queries by radius, and over seeds. */
  List<Curve> macro() {
    List<Curve> curves = new ArrayList<>();
    for (Row row : rows) {
      double[][] c = macro(row);
      Map<String, double[]> columns = Map.of("recall", c[1], "precision", c[2]);
      Series series = Series.precisionRecall(row.method(), columns);
      curves.add(new Curve(row.method(), row.cells().size(), c[1], c[2], series));
    }
    return curves;
  }

  /** All by radius: pooled where all cells have it, and the means over queries. */
  StringBuilder radiusCsv() {
    boolean pooled = hasPooled();
    StringBuilder csv = new StringBuilder("method,bits,radius,");
    csv.append(pooled ? "recall,precision," : "")
        .append("recall.macro,precision.macro,empty,seeds\n");
    for (Row row : rows) {
      double[][] c = macro(row);
      double[] recall = new double[c[0].length];
      double[] precision = new double[c[0].length];
      if (pooled) {
        PooledCurve curve = pooled(row);
        fill(recall, curve.recall());
        fill(precision, curve.precision());
      }
      for (int r = 0; r < c[0].length; r++) {
        double[] own = {c[0][r], recall[r], precision[r], c[1][r], c[2][r], c[3][r]};
        double[] without = {c[0][r], c[1][r], c[2][r], c[3][r]};
        line(csv, row, pooled ? own : without);
      }
    }
    return csv;
  }

  /** The curve of the ranking. */
  StringBuilder rankingCsv() {
    StringBuilder csv = new StringBuilder("method,bits,recall,precision,seeds\n");
    List<Curve> curves = ranking();
    for (int j = 0; j < curves.size(); j++) {
      Curve curve = curves.get(j);
      for (int i = 0; i < RankingCurve.LEVELS; i++) {
        line(csv, rows.get(j), curve.recall()[i], curve.precision()[i]);
      }
    }
    return csv;
  }

  private void line(StringBuilder csv, Row row, double... numbers) {
    csv.append(row.method()).append(',').append(bits);
    for (double number : numbers) {
      csv.append(',').append(Numbers.plain(number));
    }
    csv.append(',').append(row.cells().size()).append('\n');
  }

  /** Radii that were left out stand in front; their fields stay empty. */
  private static void fill(double[] column, double[] values) {
    Arrays.fill(column, Double.NaN);
    System.arraycopy(values, 0, column, column.length - values.length, values.length);
  }

  private static Curve curve(Row row, double[] recall, double[] precision) {
    Series series = new Series(row.method(), recall, precision);
    return new Curve(row.method(), row.cells().size(), recall, precision, series);
  }

  private static PooledCurve pooled(Row row) {
    double[][] counts =
        Curves.mean(row.cells(), Metrics.PRECISION_RECALL_POOLED, "pairs", "relevant");
    return PooledCurve.of(counts[0], counts[1]);
  }

  private static double[][] macro(Row row) {
    return Curves.mean(
        row.cells(), Metrics.PRECISION_RECALL, "radius", "recall", "precision", "empty");
  }
}
