package io.ddh.eval;

import io.ddh.core.Check;

/** The expected average precision of a random ranking. */
public final class Chance {
  private Chance() {}

  /**
   * Returns the expected average precision of a uniformly random order, which is q + (1−q)·H_n/n
   * with q = (relevant−1)/(n−1) and H_n = Σ 1/i. {@link Evaluator} computes the same value when all
   * n items tie.
   *
   * @param relevant number of relevant items, from 0 to n; if there are none, the result is 0
   * @param n number of items, at least 1
   * @return the expected average precision, in [0, 1]
   */
  public static double averagePrecision(int relevant, int n) {
    Check.atLeast("n", n, 1);
    Check.inRange("relevant", relevant, 0, n);
    if (relevant == 0) {
      return 0;
    }
    if (n == 1) {
      return 1;
    }
    double harmonic = 0;
    for (int i = n; i >= 1; i--) { // smallest terms first
      harmonic += 1.0 / i;
    }
    double q = (relevant - 1.0) / (n - 1.0);
    return q + (1 - q) * harmonic / n;
  }
}
