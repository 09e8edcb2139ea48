package io.ddh.eval;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.LabeledCodes;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * How tight and how far apart the codes of the people lie: the D_w and D_b of Lin, Li, Tang (IJCAI
 * 2017), Fig. 4, whose caption swaps the two names. Codes count as vectors of ±1.
 *
 * @param within D_w: Euclidean distance of a code to the mean of its person's codes, mean over all
 *     codes, ≥ 0
 * @param between D_b: Euclidean distance between two people's means, mean over all pairs of people,
 *     ≥ 0; 0 for one person
 */
public record ClassDistances(double within, double between) {
  /**
   * Measures labelled codes.
   *
   * @throws IllegalArgumentException if there is no code
   */
  public static ClassDistances of(LabeledCodes labeled) {
    BinaryCodes codes = labeled.codes();
    int[] labels = labeled.labels();
    Check.atLeast("codes", codes.size(), 1);
    TreeMap<Integer, double[]> means = new TreeMap<>();
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < codes.size(); i++) {
      double[] sum = means.computeIfAbsent(labels[i], label -> new double[codes.bits()]);
      for (int k = 0; k < sum.length; k++) {
        sum[k] += sign(codes, i, k);
      }
      counts.merge(labels[i], 1, Integer::sum);
    }
    means.forEach((label, sum) -> Arrays.setAll(sum, k -> sum[k] / counts.get(label)));
    double within = 0;
    for (int i = 0; i < codes.size(); i++) {
      double[] mean = means.get(labels[i]);
      double squares = 0;
      for (int k = 0; k < mean.length; k++) {
        double d = sign(codes, i, k) - mean[k];
        squares += d * d;
      }
      within += Math.sqrt(squares) / codes.size();
    }
    return new ClassDistances(within, between(means.values().toArray(double[][]::new)));
  }

  private static double between(double[][] means) {
    double sum = 0;
    for (int a = 0; a < means.length; a++) {
      for (int b = 0; b < a; b++) {
        double squares = 0;
        for (int k = 0; k < means[a].length; k++) {
          double d = means[a][k] - means[b][k];
          squares += d * d;
        }
        sum += Math.sqrt(squares);
      }
    }
    return means.length < 2 ? 0 : 2 * sum / means.length / (means.length - 1);
  }

  private static int sign(BinaryCodes codes, int i, int k) {
    return codes.bit(i, k) ? 1 : -1;
  }
}
