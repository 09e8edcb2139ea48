package io.ddh.model;

import io.ddh.core.Check;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * First stage of CNNH (Xia et al., AAAI 2014). The descent finds codes H, N×K values in [−1, 1],
 * that minimise ‖S − HHᵀ/K‖² with S_ij = 1 for images of one person and −1 otherwise. One
 * coordinate at a time takes a Newton step d = clip(−g′/g″, −1−H_ij, 1−H_ij), where L = HHᵀ − K·S,
 * g′ = 4·L_i·H_j and g″ = 4(‖H_j‖² + H_ij² + L_ii).
 *
 * <p>No N×N matrix is needed. Since S = 2YYᵀ − 11ᵀ, where Y are the class indicators, everything
 * can be computed from HᵀH and the sums of H's rows over each class and over all rows. A sweep
 * takes O(N·K²) time; memory is needed only for H.
 */
final class CodeDescent {
  private final int[] labels;
  private final int bits;
  private final double[] codes; // N×K
  private final double[] gram; // HᵀH, K×K
  private final double[] classSums; // M×K
  private final double[] sums; // K

  /**
   * Creates a descent that starts from given codes.
   *
   * @param labels class of each row, in [0, classes)
   * @param codes initial codes, N×K in [−1, 1]; copied
   */
  CodeDescent(int[] labels, int classes, int bits, double[] codes) {
    Check.that(
        codes.length == labels.length * bits,
        "%d codes of %d bits expected, found %d values",
        labels.length,
        bits,
        codes.length);
    this.labels = labels;
    this.bits = bits;
    this.codes = codes.clone();
    gram = new double[bits * bits];
    classSums = new double[classes * bits];
    sums = new double[bits];
    refresh();
  }

  /** Creates a descent that starts from codes that are uniformly random in [−1, 1). */
  static CodeDescent random(int[] labels, int classes, int bits, SplittableRandom random) {
    double[] codes = new double[labels.length * bits];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = 2 * random.nextDouble() - 1;
    }
    return new CodeDescent(labels, classes, bits, codes);
  }

  /** Returns a copy of the current codes, N×K. */
  double[] codes() {
    return codes.clone();
  }

  /** Returns the objective ‖S − HHᵀ/K‖² for the current codes. */
  double objective() {
    // ‖HHᵀ‖² = ‖HᵀH‖², tr(SHHᵀ) = 2·Σ_c ‖class sum‖² − ‖sum‖², ‖S‖² = N².
    double n = labels.length;
    double own = squares(gram);
    double cross = 2 * squares(classSums) - squares(sums);
    return n * n - 2 * cross / bits + own / ((double) bits * bits);
  }

  private static double squares(double[] v) {
    double sum = 0;
    for (double x : v) {
      sum += x * x;
    }
    return sum;
  }

  /** Does one sweep over all coordinates in random order and undoes it if the objective rises. */
  void sweep(SplittableRandom random) {
    sweep(BatchOrder.shuffled(codes.length, random));
  }

  /**
   * Does one sweep and undoes it if the objective rises.
   *
   * @param order the coordinates in the order in which they are updated, as indices i·K + j
   * @return false if the sweep was undone
   */
  boolean sweep(int[] order) {
    double before = objective();
    double[] start = codes.clone();
    for (int at : order) {
      step(at / bits, at % bits);
    }
    refresh(); // rounding errors in running sums accumulate
    if (objective() <= before) {
      return true;
    }
    System.arraycopy(start, 0, codes, 0, codes.length);
    refresh();
    return false;
  }

  private void step(int i, int j) {
    int row = i * bits;
    double h = codes[row + j];
    double product = 0;
    double length = 0;
    for (int k = 0; k < bits; k++) {
      product += codes[row + k] * gram[j * bits + k];
      length += codes[row + k] * codes[row + k];
    }
    double slope = product - bits * (2 * classSums[labels[i] * bits + j] - sums[j]);
    double curvature = gram[j * bits + j] + h * h + length - bits;
    double d = least(slope, curvature, -1 - h, 1 - h);
    codes[row + j] = h + d;
    sums[j] += d;
    classSums[labels[i] * bits + j] += d;
    for (int k = 0; k < bits; k++) {
      double change = k == j ? d * (2 * h + d) : d * codes[row + k];
      gram[j * bits + k] += change;
      if (k != j) {
        gram[k * bits + j] += change;
      }
    }
  }

  /**
   * Returns the d between two bounds that minimises slope·d + curvature·d²/2. With few rows the
   * curvature can be negative; then the minimum is at a bound.
   */
  private static double least(double slope, double curvature, double low, double high) {
    if (curvature > 0) {
      return Math.max(low, Math.min(high, -slope / curvature));
    }
    double atLow = low * (slope + curvature * low / 2);
    double atHigh = high * (slope + curvature * high / 2);
    return atLow < atHigh ? low : high;
  }

  private void refresh() {
    Arrays.fill(gram, 0);
    Arrays.fill(classSums, 0);
    Arrays.fill(sums, 0);
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < bits; j++) {
        double h = codes[i * bits + j];
        sums[j] += h;
        classSums[labels[i] * bits + j] += h;
        for (int k = 0; k < bits; k++) {
          gram[j * bits + k] += h * codes[i * bits + k];
        }
      }
    }
  }
}
