package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.eval.PooledCurve;
import io.ddh.eval.RankingCurve;
import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Series;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Precision–recall curves of some rows at one code length. Cells of older versions have only the
 * mean over queries by radius. If one of them is among the cells, a figure shows that curve for all
 * rows, so that it never mixes the two kinds.
 */
final class PrecisionRecall {
  private final int bits;
  private final Map<String, List<Cell>> rows = new LinkedHashMap<>();

  /**
   * The curve of one row.
   *
   * @param seeds number of cells it is the mean of
   * @param from first point that is drawn
   */
  record Curve(String method, int seeds, double[] recall, double[] precision, int from) {
    Series series() {
      return new Series(
          method,
          Arrays.copyOfRange(recall, from, recall.length),
          Arrays.copyOfRange(precision, from, recall.length));
    }
  }

  PrecisionRecall(FigureData results, List<String> methods, int bits) {
    this.bits = bits;
    for (String method : methods) {
      List<Cell> cells = results.finished(method, bits, Metrics.PRECISION_RECALL);
      if (!cells.isEmpty()) {
        rows.put(method, cells);
      }
    }
  }

  /** True if all cells have the counts of pairs. */
  boolean hasPooled() {
    return all(Metrics.PRECISION_RECALL_POOLED);
  }

  /** True if all cells have the curve of the ranking. */
  boolean hasRanking() {
    return all(Metrics.PRECISION_RECALL_RANKING);
  }

  private boolean all(String curve) {
    return rows.values().stream()
        .flatMap(List::stream)
        .allMatch(cell -> cell.curves().containsKey(curve));
  }

  /**
   * {@return the curves by radius: pooled over the pairs of all seeds if all cells have their
   * counts, otherwise the means over queries}
   */
  FigurePoints byRadius() {
    boolean pooled = hasPooled();
    FigurePoints points =
        new FigurePoints(
            "method,bits,radius,"
                + (pooled ? "recall,precision," : "")
                + "recall.macro,precision.macro,empty,seeds");
    rows.forEach(
        (method, cells) -> {
          double[][] c = means(cells);
          Curve curve = pooled ? pooled(method, cells) : mean(method, cells);
          int skipped = c[0].length - curve.recall().length; // radii without any pair, in front
          for (int r = 0; r < c[0].length; r++) {
            if (pooled) {
              double recall = r < skipped ? Double.NaN : curve.recall()[r - skipped];
              double precision = r < skipped ? Double.NaN : curve.precision()[r - skipped];
              points.line(
                  method,
                  bits,
                  c[0][r],
                  recall,
                  precision,
                  c[1][r],
                  c[2][r],
                  c[3][r],
                  cells.size());
            } else {
              points.line(method, bits, c[0][r], c[1][r], c[2][r], c[3][r], cells.size());
            }
          }
          points.add(curve.series());
        });
    return points;
  }

  /** {@return the curves of the ranking, as mean over seeds at 101 levels of recall} */
  FigurePoints byRecall() {
    FigurePoints points = new FigurePoints("method,bits,recall,precision,seeds");
    for (Curve curve : rankingOrMean()) {
      for (int i = 0; i < curve.recall().length; i++) {
        points.line(curve.method(), bits, curve.recall()[i], curve.precision()[i], curve.seeds());
      }
      points.add(curve.series());
    }
    return points;
  }

  /**
   * {@return the curves of the ranking if all cells have them, otherwise the means over queries by
   * radius}
   */
  List<Curve> rankingOrMean() {
    boolean ranking = hasRanking();
    return rows.entrySet().stream()
        .map(
            row ->
                ranking
                    ? ranking(row.getKey(), row.getValue())
                    : mean(row.getKey(), row.getValue()))
        .toList();
  }

  private static Curve ranking(String method, List<Cell> cells) {
    double[][] mean = Curves.mean(cells, Metrics.PRECISION_RECALL_RANKING, "precision");
    return new Curve(method, cells.size(), RankingCurve.levels(), mean[0], 0);
  }

  private static Curve pooled(String method, List<Cell> cells) {
    double[][] counts = Curves.mean(cells, Metrics.PRECISION_RECALL_POOLED, "pairs", "relevant");
    PooledCurve curve = PooledCurve.of(counts[0], counts[1]);
    return new Curve(method, cells.size(), curve.recall(), curve.precision(), 0);
  }

  /**
   * Radii at which no query found anything relevant are not drawn: their recall and precision are
   * 0.
   */
  private static Curve mean(String method, List<Cell> cells) {
    double[][] c = means(cells);
    int from = 0;
    while (from < c[1].length - 1 && c[1][from] == 0) {
      from++;
    }
    return new Curve(method, cells.size(), c[1], c[2], from);
  }

  private static double[][] means(List<Cell> cells) {
    return Curves.mean(cells, Metrics.PRECISION_RECALL, "radius", "recall", "precision", "empty");
  }
}
