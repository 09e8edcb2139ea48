package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;

/**
 * Exact search over n codes of K bits, rows 0 to n − 1. All implementations give one answer: hits
 * in the order (distance, row). Safe for use by several threads.
 */
public interface HammingSearch {
  /** Code length K. */
  int bits();

  /** Rows n, those taken out among them. */
  int size();

  /**
   * The k nearest rows of each query, fewer where there are fewer rows.
   *
   * @param queries codes of K bits
   * @param k at least 1
   */
  Hits nearest(BinaryCodes queries, int k);

  /**
   * All rows within a distance of each query.
   *
   * @param queries codes of K bits
   * @param radius largest distance, at least 0; beyond K it means all rows
   */
  Hits within(BinaryCodes queries, int radius);
}
