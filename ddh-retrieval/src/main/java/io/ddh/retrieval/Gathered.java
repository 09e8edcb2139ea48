package io.ddh.retrieval;

import java.util.Arrays;

/**
 * Keeps the k nearest rows of one query, if each row is added once, in any order; and counts those
 * within any distance.
 */
final class Gathered {
  private final int bits;
  private final int k;
  private final HitBuffer held;

  /** Rows beyond this distance cannot be among the k nearest, or are beyond the radius. */
  private int limit;

  private int inLimit;

  Gathered(int bits, int k, int limit) {
    this.bits = bits;
    this.k = k;
    this.limit = limit;
    held = new HitBuffer(bits);
  }

  int limit() {
    return limit;
  }

  /** Adds a row within the limit. */
  void add(int row, int distance) {
    held.add(row, distance, limit);
    inLimit++;
    // Rows at the limit are kept: one with a lower number may follow.
    while (limit > 0 && inLimit - held.count(limit) >= k) {
      inLimit -= held.count(limit--);
    }
  }

  /** Whether k rows lie within a distance. */
  boolean enough(int distance) {
    int within = 0;
    for (int d = 0; d <= Math.min(distance, bits); d++) {
      within += held.count(d);
    }
    return within >= k;
  }

  Ranked ranked() {
    Ranked all = held.ranked(Integer.MAX_VALUE);
    int from = 0;
    while (from < all.size()) {
      int to = from + 1;
      while (to < all.size() && all.distances()[to] == all.distances()[from]) {
        to++;
      }
      Arrays.sort(all.rows(), from, to);
      from = to;
    }
    int size = Math.min(k, all.size());
    return new Ranked(Arrays.copyOf(all.rows(), size), Arrays.copyOf(all.distances(), size));
  }
}
