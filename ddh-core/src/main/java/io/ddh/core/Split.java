package io.ddh.core;

import java.util.List;

/**
 * The division of a data set's rows into training, validation, queries and gallery. All index
 * arrays are ascending, shared and read-only.
 *
 * @param protocol name of the protocol that made the split
 * @param seed the seed of the random choices
 * @param train rows to learn from, without the validation rows
 * @param validation rows by which the best epoch is chosen; disjoint from {@code train}
 * @param query rows of the queries
 * @param gallery rows that are searched; in the closed-set protocols, the union of {@code train}
 *     and {@code validation}
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
   * @param protocol name of the protocol that made the split
   * @param seed the seed of the random choices
   * @param train rows to learn from, without the validation rows
   * @param validation rows by which the best epoch is chosen; disjoint from {@code train}
   * @param query rows of the queries
   * @param gallery rows that are searched; in the closed-set protocols, the union of {@code train}
   *     and {@code validation}
   * @param people number of identities used
   * @param leftOut names of identities with too few images
   */
  public Split {
    leftOut = List.copyOf(leftOut);
  }
}
