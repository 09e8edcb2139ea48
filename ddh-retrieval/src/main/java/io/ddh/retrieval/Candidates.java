package io.ddh.retrieval;

/**
 * Keeps the k nearest rows seen so far of one query, rows coming in rising order. Counts them by
 * distance, so that it knows at any time from which distance on a further row can't be among them.
 * Of equal distances the earlier row wins, so a later one must be strictly nearer than the k-th.
 */
final class Candidates {
  private final int bits;
  private final int k;
  private final int[] histogram;
  private final HitBuffer held = new HitBuffer();
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
  }

  /** Only rows nearer than this may still be added. */
  int cut() {
    return cut;
  }

  /** Adds a row nearer than the cut. */
  void add(int row, int distance) {
    held.add(row, distance, cut);
    histogram[distance]++;
    below++;
    while (below >= k) {
      below -= histogram[--cut];
    }
  }

  Ranked ranked() {
    return held.ranked(bits, k);
  }
}
