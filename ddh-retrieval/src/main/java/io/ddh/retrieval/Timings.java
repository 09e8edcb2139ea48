package io.ddh.retrieval;

import java.util.Arrays;

/**
 * What a query of one kind took lately, in nanoseconds of one thread. Says the median of the last
 * few timings: on a machine that does other things too, one of them may be many times too long.
 */
final class Timings {
  static final int KEPT = 5;

  private final double before;
  private final double[] last = new double[KEPT];
  private int count;

  /**
   * Starts with what was measured before; it counts until there is a timing.
   *
   * @param before nanoseconds
   */
  Timings(double before) {
    this.before = before;
  }

  synchronized void add(double cost) {
    last[count++ % KEPT] = cost;
  }

  /** Whether there have been timings. */
  synchronized boolean known() {
    return count > 0;
  }

  synchronized double cost() {
    int n = Math.min(count, KEPT);
    if (n == 0) {
      return before;
    }
    double[] sorted = Arrays.copyOf(last, n);
    Arrays.sort(sorted);
    return sorted[(n - 1) / 2]; // of two the shorter: timings err upwards
  }
}
