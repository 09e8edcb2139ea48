package io.ddh.core;

/**
 * Size of the images of a data set, in pixels.
 *
 * @param height number of rows of pixels, ≥ 1
 * @param width number of columns of pixels, ≥ 1
 * @param channels number of channels, 1 (grey) or 3 (RGB)
 */
public record ImageShape(int height, int width, int channels) {
  /** {@return the number of values in one image, which is height·width·channels} */
  public int length() {
    return height * width * channels;
  }

  /** Formats the size for messages, for example {@code 28x28x1}. */
  @Override
  public String toString() {
    return height + "x" + width + "x" + channels;
  }
}
