package io.ddh.experiments.evaluate;

import io.ddh.eval.Metrics;
import io.ddh.eval.PooledCurve;
import io.ddh.eval.RankingCurve;
import io.ddh.experiments.CsvRows;
import java.util.Map;

/**
 * Writes precision–recall curves as CSV, one line per point. The curve {@code pooled} has a point
 * per Hamming radius, computed over all pairs. The curve {@code ranking} has points at recall 0,
 * 0.01, …, 1. The curve {@code macro} has a point per Hamming radius, averaged over the queries.
 */
public final class CurvesCsv {
  private CurvesCsv() {}

  /**
   * Formats curves as CSV.
   *
   * @param curves curves by name, as in {@link io.ddh.eval.Evaluation#curves()}
   * @return the text of the file
   */
  public static String of(Map<String, Map<String, double[]>> curves) {
    CsvRows csv = new CsvRows("curve", "radius", "recall", "precision");
    Map<String, double[]> pairs = curves.get(Metrics.PRECISION_RECALL_POOLED);
    PooledCurve pooled = PooledCurve.of(pairs.get("pairs"), pairs.get("relevant"));
    for (int i = 0; i < pooled.radius().length; i++) {
      csv.add("pooled", (int) pooled.radius()[i], pooled.recall()[i], pooled.precision()[i]);
    }
    double[] ranking = curves.get(Metrics.PRECISION_RECALL_RANKING).get("precision");
    for (int i = 0; i < ranking.length; i++) {
      csv.add("ranking", "", RankingCurve.levels()[i], ranking[i]);
    }
    Map<String, double[]> macro = curves.get(Metrics.PRECISION_RECALL);
    double[] radius = macro.get("radius");
    for (int i = 0; i < radius.length; i++) {
      csv.add("macro", (int) radius[i], macro.get("recall")[i], macro.get("precision")[i]);
    }
    return csv.text();
  }
}
