package io.ddh.core;

/** n inputs of a hashing method: images or feature vectors. */
public sealed interface Inputs permits Images, Features {
  /** {@return the number of inputs n} */
  int size();

  /**
   * Copies the given rows in the given order.
   *
   * @param rows row numbers, each in [0, n)
   * @return a copy of the selected inputs
   * @throws IndexOutOfBoundsException if a row is not in [0, n)
   */
  Inputs select(int[] rows);
}
