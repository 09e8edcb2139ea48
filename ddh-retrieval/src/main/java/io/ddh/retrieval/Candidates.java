package io.ddh.retrieval;

/**
 * Collects the k nearest rows of one query from rows that are added in ascending order. The rows
 * are counted by distance, so the cut is always known: a further row is among the k nearest only if
 * its distance is below the cut. At equal distances the lower row wins, so a later row must be
 * strictly nearer than the k-th.
 */
final class Candidates {
  private final int k;
  private final HitBuffer held;
  private int cut;

  /** Number of collected rows that are nearer than the cut; always fewer than k. */
  private int below;

  /**
   * Creates an empty set.
   *
   * @param k number of rows to keep; {@code Integer.MAX_VALUE} keeps all rows nearer than the cut
   * @param cut initial cut; only rows with a smaller distance are kept
   */
  Candidates(int bits, int k, int cut) {
    this.k = k;
    this.cut = cut;
    held = new HitBuffer(bits);
  }

  /** Returns the cut; a further row is added only if its distance is below the cut. */
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
