package io.ddh.baselines;

import java.util.Arrays;

/**
 * Weight trimming (Friedman, Hastie, Tibshirani, Annals of Statistics 2000, §9). The class finds
 * the largest threshold such that the weights at or above the threshold add up to more than a given
 * share of the total. Equal weights are kept or left out together, so the order of the rows does
 * not matter.
 */
final class WeightTrim {
  private static final int LOW_BITS = 15;

  private final long[] high = new long[1 << (31 - LOW_BITS)];
  private final long[] low = new long[1 << LOW_BITS];

  /**
   * Returns the largest weight τ for which the weights ≥ τ sum up to more than share·total; 1 if
   * nothing is to be trimmed.
   *
   * @param weights weight of each row, ≥ 0
   * @param share share of the total weight to keep, in (0, 1]
   */
  int threshold(int[] weights, double share) {
    if (share >= 1) {
      return 1;
    }
    Arrays.fill(high, 0);
    Arrays.fill(low, 0);
    long total = 0;
    for (int w : weights) {
      high[w >>> LOW_BITS] += w;
      total += w;
    }
    long wanted = (long) (share * total);
    long sum = 0;
    int top = high.length;
    while (top > 0 && sum <= wanted) {
      sum += high[--top];
    }
    sum -= high[top];
    for (int w : weights) {
      if (w >>> LOW_BITS == top) {
        low[w & (low.length - 1)] += w;
      }
    }
    int rest = low.length;
    while (rest > 0 && sum <= wanted) {
      sum += low[--rest];
    }
    return Math.max(1, (top << LOW_BITS) + rest);
  }
}
