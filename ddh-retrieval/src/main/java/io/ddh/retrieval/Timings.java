package io.ddh.retrieval;

import java.util.Arrays;

/**
 * The latest timings of queries of one kind, in nanoseconds per query, converted to one thread. The
 * cost is the median of the timings, since single timings may be many times too long on a busy
 * machine.
 */
final class Timings {
  static final int KEPT = 5;

  private final double before;
  private final double[] last = new double[KEPT];
  private int count;

  /**
   * Creates an empty list of timings.
   *
   * @param before cost to return until there is a timing, in nanoseconds
   */
  Timings(double before) {
    this.before = before;
  }

  synchronized void add(double cost) {
    last[count++ % KEPT] = cost;
  }

  /** Returns whether any timing has been added. */
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
    return sorted[(n - 1) / 2]; // the shorter of two middle ones, since timings tend to be too long
  }
}
