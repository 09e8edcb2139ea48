package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;

/**
 * Exact search over n codes of K bits in rows 0 to n − 1. All implementations return the same hits
 * in the same order, sorted by distance, then row. Thread-safe.
 */
public interface HammingSearch {
  /** {@return the code length K} */
  int bits();

  /** {@return the number of rows n, including deleted ones} */
  int size();

  /**
   * Finds the nearest rows of each query within a radius.
   *
   * @param queries codes of K bits
   * @param k largest number of rows per query, at least 1; {@code Integer.MAX_VALUE} finds all rows
   *     within the radius
   * @param radius largest distance, from 0 to K
   * @return the hits of each query
   */
  Hits search(BinaryCodes queries, int k, int radius);

  /**
   * Finds the k nearest rows of each query, or all rows if there are fewer than k.
   *
   * @param queries codes of K bits
   * @param k number of rows to find per query, at least 1
   * @return the hits of each query
   */
  default Hits nearest(BinaryCodes queries, int k) {
    Check.atLeast("k", k, 1);
    return search(queries, k, bits());
  }

  /**
   * Finds all rows within a distance of each query.
   *
   * @param queries codes of K bits
   * @param radius largest distance, at least 0; with K or more, all rows are found
   * @return the hits of each query
   */
  default Hits within(BinaryCodes queries, int radius) {
    Check.atLeast("radius", radius, 0);
    return search(queries, Integer.MAX_VALUE, Math.min(radius, bits()));
  }
}
