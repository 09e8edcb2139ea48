package io.ddh.retrieval;

import java.util.Arrays;

/**
 * Keeps the k nearest rows seen so far of one query, rows coming in rising order. Counts them by
 * distance, so that it knows at any time from which distance on a further row can't be among them.
 * Of equal distances the earlier row wins, so a later one must be strictly nearer than the k-th.
 */
final class Candidates {
  private static final int SPARE = 256;

  private final int bits;
  private final int k;
  private final int[] histogram;
  private int[] rows;
  private int[] distances;
  private int held;
  private int cut;

  /** Rows held that are nearer than the cut; always fewer than k. */
  private int below;

  /**
   * Starts empty.
   *
   * @param k rows to keep; {@code Integer.MAX_VALUE}: all nearer than the cut
   * @param cut distances below it count
   */
  Candidates(int bits, int k, int cut) {
    this.bits = bits;
    this.k = k;
    this.cut = cut;
    histogram = new int[bits + 1];
    rows = new int[SPARE];
    distances = new int[SPARE];
  }

  /** Only rows nearer than this may still be added. */
  int cut() {
    return cut;
  }

  /** Adds a row nearer than the cut. */
  void add(int row, int distance) {
    if (held == rows.length) {
      makeRoom();
    }
    rows[held] = row;
    distances[held++] = distance;
    histogram[distance]++;
    below++;
    while (below >= k) {
      below -= histogram[--cut];
    }
  }

  /** Drops what lies beyond the cut; k rows are left at most, or all. */
  private void makeRoom() {
    int kept = 0;
    for (int i = 0; i < held; i++) {
      if (distances[i] <= cut) {
        rows[kept] = rows[i];
        distances[kept++] = distances[i];
      }
    }
    held = kept;
    if (held > rows.length - SPARE / 2) {
      int larger = Math.max(rows.length, (int) Math.min(2L * rows.length, Integer.MAX_VALUE - 8));
      rows = Arrays.copyOf(rows, larger);
      distances = Arrays.copyOf(distances, larger);
    }
  }

  Ranked ranked() {
    return Ranked.sort(rows, distances, held, bits, k);
  }
}
