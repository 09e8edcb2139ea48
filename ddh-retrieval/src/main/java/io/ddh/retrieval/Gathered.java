package io.ddh.retrieval;

import java.util.Arrays;

/**
 * Keeps the k nearest rows of one query, rows coming in any order, each once. Knows how many lie
 * within any distance.
 */
final class Gathered {
  private final int bits;
  private final int k;
  private final int[] histogram;
  private final HitBuffer held = new HitBuffer();

  /** Rows beyond this distance can't be among the k nearest, or aren't asked for. */
  private int limit;

  private int inLimit;

  Gathered(int bits, int k, int limit) {
    this.bits = bits;
    this.k = k;
    this.limit = limit;
    histogram = new int[bits + 1];
  }

  int limit() {
    return limit;
  }

  /** Adds a row within the limit. */
  void add(int row, int distance) {
    held.add(row, distance, limit);
    histogram[distance]++;
    inLimit++;
    // Rows at the limit stay: a lower row number may still come.
    while (limit > 0 && inLimit - histogram[limit] >= k) {
      inLimit -= histogram[limit--];
    }
  }

  /** Whether k rows lie within a distance. */
  boolean enough(int distance) {
    int within = 0;
    for (int d = 0; d <= Math.min(distance, bits); d++) {
      within += histogram[d];
    }
    return within >= k;
  }

  Ranked ranked() {
    Ranked all = held.ranked(bits, Integer.MAX_VALUE);
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
