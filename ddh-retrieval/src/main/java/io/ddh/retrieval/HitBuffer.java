package io.ddh.retrieval;

import java.util.Arrays;

/**
 * A list of rows with their distances, in the order of addition. A full buffer first drops rows
 * beyond the current limit, and then grows if necessary.
 */
final class HitBuffer {
  private int[] rows = new int[256];
  private int[] distances = new int[256];
  private int held;
  private final int[] histogram;

  HitBuffer(int bits) {
    histogram = new int[bits + 1];
  }

  /**
   * Returns the number of rows that were added with this distance, including those dropped since.
   */
  int count(int distance) {
    return histogram[distance];
  }

  /**
   * Adds a row.
   *
   * @param limit rows beyond this distance are no longer needed and may be dropped
   */
  void add(int row, int distance, int limit) {
    if (held == rows.length) {
      makeRoom(limit);
    }
    rows[held] = row;
    distances[held++] = distance;
    histogram[distance]++;
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
    if (held > rows.length / 2) { // so that adding takes constant time on average, for any k
      int larger = (int) Math.min(2L * rows.length, Integer.MAX_VALUE - 8);
      rows = Arrays.copyOf(rows, larger);
      distances = Arrays.copyOf(distances, larger);
    }
  }

  /**
   * Returns the nearest rows; rows of equal distance are in the order of addition.
   *
   * @param k largest number of rows to return
   */
  Ranked ranked(int k) {
    return Ranked.sort(rows, distances, held, histogram.length - 1, k);
  }
}
