package io.ddh.core;

/** n inputs of a hashing method: pixels or feature vectors. */
public sealed interface Inputs permits Images, Features {
  /** Number of inputs n. */
  int size();

  /**
   * Copies the given rows in the given order.
   *
   * @throws IndexOutOfBoundsException if a row is not in [0, n)
   */
  Inputs select(int[] rows);
}
