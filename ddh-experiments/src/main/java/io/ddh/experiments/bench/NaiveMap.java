package io.ddh.experiments.bench;

import io.ddh.core.LabeledCodes;
import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Computes tie-aware mean average precision with plain loops over items, which are slow but easy to
 * verify.
 */
public final class NaiveMap {
  private NaiveMap() {}

  /**
   * Computes mean average precision. Let a tie have n items, p of them relevant, and let N₀ items
   * be nearer, P₀ of them relevant. A relevant item of the tie is equally likely at each of the n
   * ranks; at the t-th of these ranks, on average P₀ + 1 + (t−1)(p−1)/(n−1) of the first N₀ + t
   * items are relevant.
   *
   * @param queries codes and labels of the queries, at least one
   * @param gallery codes and labels of the gallery; its codes have the same length as those of the
   *     queries
   * @return the mean over the queries, in [0, 1]; a query without a relevant item counts as 0
   */
  public static double of(LabeledCodes queries, LabeledCodes gallery) {
    double[] each = new double[queries.size()];
    Arrays.setAll(each, q -> averagePrecision(queries, q, gallery));
    return StatUtils.mean(each);
  }

  private static double averagePrecision(LabeledCodes queries, int q, LabeledCodes gallery) {
    double sum = 0;
    int nearer = 0;
    int found = 0;
    for (int d = 0; d <= queries.codes().bits(); d++) {
      int items = 0;
      int relevant = 0;
      for (int g = 0; g < gallery.size(); g++) {
        if (queries.codes().distance(q, gallery.codes(), g) == d) {
          items++;
          relevant += queries.labels()[q] == gallery.labels()[g] ? 1 : 0;
        }
      }
      for (int t = 1; t <= items; t++) {
        double others = items == 1 ? 0 : (t - 1.0) * (relevant - 1) / (items - 1);
        sum += (double) relevant / items * (found + 1 + others) / (nearer + t);
      }
      nearer += items;
      found += relevant;
    }
    return found == 0 ? 0 : sum / found;
  }
}
