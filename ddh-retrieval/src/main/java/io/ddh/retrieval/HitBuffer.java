package io.ddh.retrieval;

import java.util.Arrays;

/**
 * Rows with their distances in the order they came; grows, but first drops what no longer counts.
 */
final class HitBuffer {
  private int[] rows = new int[256];
  private int[] distances = new int[256];
  private int held;

  /**
   * Adds a row.
   *
   * @param limit rows beyond this distance may be dropped
   */
  void add(int row, int distance, int limit) {
    if (held == rows.length) {
      makeRoom(limit);
    }
    rows[held] = row;
    distances[held++] = distance;
  }

  private void makeRoom(int limit) {
    int kept = 0;
    for (int i = 0; i < held; i++) {
      if (distances[i] <= limit) {
        rows[kept] = rows[i];
        distances[kept++] = distances[i];
      }
    }
    held = kept;
    if (held > rows.length / 2) { // so that an added row costs a few steps on average, whatever k
      int larger = (int) Math.min(2L * rows.length, Integer.MAX_VALUE - 8);
      rows = Arrays.copyOf(rows, larger);
      distances = Arrays.copyOf(distances, larger);
    }
  }

  /**
   * The first by distance; rows of one distance in the order they came.
   *
   * @param bits largest distance
   * @param k rows at most
   */
  Ranked ranked(int bits, int k) {
    return Ranked.sort(rows, distances, held, bits, k);
  }
}
