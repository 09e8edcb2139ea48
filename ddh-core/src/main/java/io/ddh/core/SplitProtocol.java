package io.ddh.core;

/** Divides a data set into training, validation, queries and gallery, at random from a seed. */
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
