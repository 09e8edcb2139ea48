package io.ddh.eval;

/**
 * Sums of reciprocals Σ 1/i over ranges, computed as differences of prefix sums. The prefix sums
 * are stored in double-double precision, so that the error of a difference is a few units in the
 * last place of the difference, not of the much larger prefix sums. Closed forms can therefore
 * replace a sum over every item of a tie.
 */
final class Harmonic {
  private final double[] high;
  private final double[] low;

  /** Prepares the prefix sums for ranges within [0, n]. */
  Harmonic(int n) {
    high = new double[n + 1];
    low = new double[n + 1];
    for (int i = 1; i <= n; i++) {
      double term = 1.0 / i;
      double sum = high[i - 1] + term;
      // Knuth's two-sum gives the part that the addition rounded away.
      double back = sum - high[i - 1];
      double error = (high[i - 1] - (sum - back)) + (term - back);
      high[i] = sum;
      low[i] = low[i - 1] + error;
    }
  }

  /** Returns the sum of 1/i over from &lt; i ≤ to. */
  double between(int from, int to) {
    return (high[to] - high[from]) + (low[to] - low[from]);
  }
}
