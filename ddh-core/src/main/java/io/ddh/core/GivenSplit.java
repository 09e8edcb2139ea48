package io.ddh.core;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The split that a data set comes with, such as MNIST's training and test images. Rows that are in
 * neither list are not used. Both lists are ascending, shared and read-only.
 *
 * @param train rows to learn from
 * @param query rows of the queries; none of them is in {@code train}
 */
public record GivenSplit(int[] train, int[] query) {
  /**
   * Checks that both lists are ascending and have no row in common.
   *
   * @param train rows to learn from
   * @param query rows of the queries; none of them is in {@code train}
   * @throws IllegalArgumentException if a list has a negative row or is not strictly ascending, or
   *     the lists overlap
   */
  public GivenSplit {
    checkAscending("train", train);
    checkAscending("query", query);
    int t = 0;
    for (int row : query) {
      while (t < train.length && train[t] < row) {
        t++;
      }
      Check.that(t == train.length || train[t] != row, "image %d is in both train and query", row);
    }
  }

  private static void checkAscending(String name, int[] rows) {
    int before = -1;
    for (int row : rows) {
      Check.that(row > before, "%s must be ascending from 0, found %d after %d", name, row, before);
      before = row;
    }
  }

  /**
   * Makes a split of consecutive rows: first the training rows, then the queries.
   *
   * @param train number of training rows, ≥ 0
   * @param query number of query rows, ≥ 0
   * @return the split
   */
  public static GivenSplit ofCounts(int train, int query) {
    return new GivenSplit(
        IntStream.range(0, train).toArray(), IntStream.range(train, train + query).toArray());
  }

  /** Returns one more than the largest row in the two lists; 0 if both are empty. */
  int end() {
    return IntStream.concat(Arrays.stream(train), Arrays.stream(query)).max().orElse(-1) + 1;
  }
}
