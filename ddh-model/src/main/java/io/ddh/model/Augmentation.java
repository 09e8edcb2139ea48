package io.ddh.model;

/**
 * Random changes that training images undergo in each epoch.
 *
 * @param flip true to mirror each image left to right with probability ½
 * @param shift largest shift in pixels; each image is shifted along both axes by a uniformly random
 *     number of pixels in [−shift, shift], and edge pixels are repeated
 */
public record Augmentation(boolean flip, int shift) {
  static final Augmentation NONE = new Augmentation(false, 0);
}
