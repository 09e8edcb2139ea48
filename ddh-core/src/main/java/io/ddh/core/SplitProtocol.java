package io.ddh.core;

/** Draws a split from a seed. */
@FunctionalInterface
public interface SplitProtocol {
  /**
   * Splits the images.
   *
   * @throws BadInputException if fewer than two identities have enough images
   */
  Split split(LabeledImages images, long seed);
}
