package io.ddh.core;

import java.util.List;

/**
 * Rows of a data set by their use. All index arrays are ascending, shared and read-only.
 *
 * @param protocol name of the protocol that made it
 * @param seed the seed it was drawn from
 * @param train rows to learn from, validation rows left out
 * @param validation rows for choosing the epoch; disjoint from train
 * @param query rows of the queries
 * @param gallery rows that are searched; in the closed-set protocols train ∪ validation
 * @param people number of identities used
 * @param leftOut names of identities with too few images
 */
public record Split(
    String protocol,
    long seed,
    int[] train,
    int[] validation,
    int[] query,
    int[] gallery,
    int people,
    List<String> leftOut) {
  /**
   * Copies the names.
   *
   * @param protocol name of the protocol that made it
   * @param seed the seed it was drawn from
   * @param train rows to learn from, validation rows left out
   * @param validation rows for choosing the epoch; disjoint from train
   * @param query rows of the queries
   * @param gallery rows that are searched; in the closed-set protocols train ∪ validation
   * @param people number of identities used
   * @param leftOut names of identities with too few images
   */
  public Split {
    leftOut = List.copyOf(leftOut);
  }
}
