package io.ddh.eval;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.LabeledCodes;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * Two distances, which Fig. 4 of Lin, Li, Tang (IJCAI 2017) calls D_w and D_b. D_w shows how
 * compact the codes of each person are, and D_b how far apart the codes of different people lie.
 * The caption of that figure swaps the two names. Codes are treated as vectors of ±1.
 *
 * @param within D_w, the Euclidean distance between a code and the mean of its person's codes,
 *     averaged over all codes, ≥ 0
 * @param between D_b, the Euclidean distance between the mean codes of two people, averaged over
 *     all pairs of people, ≥ 0; 0 if there is only one person
 */
public record ClassDistances(double within, double between) {
  /**
   * Computes both distances for labelled codes.
   *
   * @param labeled n codes with their identity numbers
   * @return the two mean distances
   * @throws IllegalArgumentException if there are no codes
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
      int row = i;
      within += distance(means.get(labels[i]), k -> sign(codes, row, k)) / codes.size();
    }
    return new ClassDistances(within, between(means.values().toArray(double[][]::new)));
  }

  private static double between(double[][] means) {
    double sum = 0;
    for (int a = 0; a < means.length; a++) {
      for (int b = 0; b < a; b++) {
        double[] other = means[b];
        sum += distance(means[a], k -> other[k]);
      }
    }
    return means.length < 2 ? 0 : 2 * sum / means.length / (means.length - 1);
  }

  private static double distance(double[] a, IntToDoubleFunction b) {
    double squares = 0;
    for (int k = 0; k < a.length; k++) {
      double d = a[k] - b.applyAsDouble(k);
      squares += d * d;
    }
    return Math.sqrt(squares);
  }

  private static int sign(BinaryCodes codes, int i, int k) {
    return codes.bit(i, k) ? 1 : -1;
  }
}
