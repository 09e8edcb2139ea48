package io.ddh.core;

/**
 * Divides a data set at random, from a seed, into training images, validation images, queries and
 * gallery.
 */
@FunctionalInterface
public interface SplitProtocol {
  /**
   * Splits the images.
   *
   * @param images the images to split
   * @param seed seed of the random choices; the same seed gives the same split
   * @return the split
   * @throws BadInputException if fewer than two identities have enough images
   */
  Split split(LabeledImages images, long seed);
}
