package io.ddh.eval;

/**
 * Sums of reciprocals Σ 1/i over ranges, from prefix sums kept in double-double: a difference of
 * two prefixes is then exact to a few units in the last place of the difference, not of the
 * prefixes, so closed forms built on it can replace summing over every item of a tie.
 */
final class Harmonic {
  private final double[] high;
  private final double[] low;

  /** Prepares the ranges within [0, n]. */
  Harmonic(int n) {
    high = new double[n + 1];
    low = new double[n + 1];
    for (int i = 1; i <= n; i++) {
      double term = 1.0 / i;
      double sum = high[i - 1] + term;
      // Knuth's two-sum: what the addition rounded away.
      double back = sum - high[i - 1];
      double error = (high[i - 1] - (sum - back)) + (term - back);
      high[i] = sum;
      low[i] = low[i - 1] + error;
    }
  }

  /** Σ 1/i over from &lt; i ≤ to. */
  double between(int from, int to) {
    return (high[to] - high[from]) + (low[to] - low[from]);
  }
}
