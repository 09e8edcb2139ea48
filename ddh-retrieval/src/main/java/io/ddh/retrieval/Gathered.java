package io.ddh.retrieval;

import java.util.Arrays;

/**
 * Collects the k nearest rows of one query and counts the rows at each distance. Rows are added in
 * any order, each at most once.
 */
final class Gathered {
  private final int bits;
  private final int k;
  private final HitBuffer held;

  /**
   * Largest distance of interest; rows farther away are beyond the radius or cannot be among the k
   * nearest.
   */
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

  /** Adds a row whose distance is at most {@link #limit}. */
  void add(int row, int distance) {
    held.add(row, distance, limit);
    inLimit++;
    // Rows at the limit are kept, since a row with a lower number may follow.
    while (limit > 0 && inLimit - held.count(limit) >= k) {
      inLimit -= held.count(limit--);
    }
  }

  /** Returns whether at least k of the added rows lie within a distance. */
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
