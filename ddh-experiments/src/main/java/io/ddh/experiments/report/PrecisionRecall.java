package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.eval.PooledCurve;
import io.ddh.eval.RankingCurve;
import io.ddh.experiments.Cell;
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

  PrecisionRecall(FigureData data, List<String> methods) {
    bits = data.shownBits();
    for (String method : methods) {
      rows.put(method, data.finished(method, bits, Metrics.PRECISION_RECALL));
    }
    rows.values().removeIf(List::isEmpty);
  }

  /** True if all cells have a curve: the counts of pairs, or the curve of the ranking. */
  boolean have(String curve) {
    return rows.values().stream()
        .flatMap(List::stream)
        .allMatch(cell -> cell.curves().containsKey(curve));
  }

  /**
   * {@return the curves by radius: pooled over the pairs of all seeds if all cells have their
   * counts, otherwise the means over queries}
   */
  FigurePoints byRadius() {
    boolean pooled = have(Metrics.PRECISION_RECALL_POOLED);
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

  /** The numbers behind as many NaN as there are radii without any pair. */
  private static double[] behind(double[] numbers, int length) {
    double[] out = new double[length];
    int first = length - numbers.length;
    Arrays.setAll(out, i -> i < first ? Double.NaN : numbers[i - first]);
    return out;
  }

  /**
   * {@return the curves of the ranking, as mean over seeds at 101 levels of recall, if all cells
   * have them, otherwise the means over queries by radius}
   */
  FigurePoints rankingOrMean() {
    boolean ranking = have(Metrics.PRECISION_RECALL_RANKING);
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

  /** Radii at which no query found anything are not drawn: their recall and precision are 0. */
  private static boolean found(double[] recall, int radius) {
    return recall[radius] > 0 || radius == recall.length - 1;
  }

  private static double[][] means(List<Cell> cells) {
    return Curves.mean(cells, Metrics.PRECISION_RECALL, "radius", "recall", "precision", "empty");
  }
}
