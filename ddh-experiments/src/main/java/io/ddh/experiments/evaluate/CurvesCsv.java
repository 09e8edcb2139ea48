package io.ddh.experiments.evaluate;

import io.ddh.eval.Metrics;
import io.ddh.eval.PooledCurve;
import io.ddh.eval.RankingCurve;
import java.util.Map;

/**
 * Precision–recall curves as CSV, one line per point: {@code pooled} by radius over all pairs,
 * {@code ranking} at recall 0, 0.01, …, 1, and {@code macro}, the mean over queries by radius.
 */
public final class CurvesCsv {
  private final StringBuilder csv = new StringBuilder("curve,radius,recall,precision\n");

  private CurvesCsv() {}

  /** The whole file, of the curves of an {@link io.ddh.eval.Evaluation}. */
  public static String of(Map<String, Map<String, double[]>> curves) {
    CurvesCsv out = new CurvesCsv();
    Map<String, double[]> pairs = curves.get(Metrics.PRECISION_RECALL_POOLED);
    PooledCurve pooled = PooledCurve.of(pairs.get("pairs"), pairs.get("relevant"));
    for (int i = 0; i < pooled.radius().length; i++) {
      out.point("pooled", radius(pooled.radius()[i]), pooled.recall()[i], pooled.precision()[i]);
    }
    double[] ranking = curves.get(Metrics.PRECISION_RECALL_RANKING).get("precision");
    double[] levels = RankingCurve.levels();
    for (int i = 0; i < ranking.length; i++) {
      out.point("ranking", "", levels[i], ranking[i]);
    }
    Map<String, double[]> macro = curves.get(Metrics.PRECISION_RECALL);
    for (int i = 0; i < macro.get("radius").length; i++) {
      out.point(
          "macro",
          radius(macro.get("radius")[i]),
          macro.get("recall")[i],
          macro.get("precision")[i]);
    }
    return out.csv.toString();
  }

  private static String radius(double radius) {
    return Integer.toString((int) radius);
  }

  private void point(String curve, String radius, double recall, double precision) {
    csv.append(curve).append(',').append(radius).append(',');
    csv.append(recall).append(',').append(precision).append('\n');
  }
}
