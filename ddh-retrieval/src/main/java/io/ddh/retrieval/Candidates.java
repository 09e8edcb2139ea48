package io.ddh.retrieval;

/**
 * Keeps the k nearest rows of one query, if rows are added in rising order. Since they are counted
 * by distance, the distance from which on a further row cannot be among them is always known: with
 * equal distances the lower row wins, so a later one must be strictly nearer than the k-th.
 */
final class Candidates {
  private final int k;
  private final HitBuffer held;
  private int cut;

  /** Rows held that are nearer than the cut; always fewer than k. */
  private int below;

  /**
   * Creates an empty set.
   *
   * @param k number of rows to keep; {@code Integer.MAX_VALUE}: all nearer than the cut
   * @param cut distances below it count
   */
  Candidates(int bits, int k, int cut) {
    this.k = k;
    this.cut = cut;
    held = new HitBuffer(bits);
  }

  /** Only rows nearer than this may still be added. */
  int cut() {
    return cut;
  }

  /** Adds a row nearer than the cut. */
  void add(int row, int distance) {
    held.add(row, distance, cut);
    below++;
    while (below >= k) {
      below -= held.count(--cut);
    }
  }

  Ranked ranked() {
    return held.ranked(k);
  }
}
