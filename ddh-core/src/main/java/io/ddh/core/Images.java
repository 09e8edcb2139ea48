package io.ddh.core;

import java.util.Objects;

/**
 * n images of the same size in one block of bytes, n×H×W×C (channels last). The values are
 * unsigned, from 0 to 255, and C is 1 (grey) or 3 (RGB). The block is shared, not copied, so treat
 * it as read-only.
 *
 * @param height number of rows of pixels, ≥ 1
 * @param width number of columns of pixels, ≥ 1
 * @param channels number of channels, 1 (grey) or 3 (RGB)
 * @param pixels all pixels, n·height·width·channels bytes; image i starts at i·imageLength()
 */
public record Images(int height, int width, int channels, byte[] pixels) implements Inputs {
  /**
   * Wraps a block of pixels.
   *
   * @param height number of rows of pixels, ≥ 1
   * @param width number of columns of pixels, ≥ 1
   * @param channels number of channels, 1 (grey) or 3 (RGB)
   * @param pixels all pixels, n·height·width·channels bytes
   * @throws IllegalArgumentException if the block's length is not a multiple of an image's length,
   *     or if the number of channels is neither 1 nor 3
   */
  public Images {
    Check.atLeast("height", height, 1);
    Check.atLeast("width", width, 1);
    Check.that(channels == 1 || channels == 3, "channels must be 1 or 3, found %d", channels);
    int length = Math.multiplyExact(Math.multiplyExact(height, width), channels);
    Check.that(
        pixels.length % length == 0,
        "the number of pixel bytes must be a multiple of %d, found %d",
        length,
        pixels.length);
  }

  @Override
  public int size() {
    return pixels.length / imageLength();
  }

  /** {@return the size of each image} */
  public ImageShape shape() {
    return new ImageShape(height, width, channels);
  }

  /** {@return the number of bytes in one image, which is height·width·channels} */
  public int imageLength() {
    return height * width * channels;
  }

  @Override
  public Images select(int[] rows) {
    int length = imageLength();
    byte[] out = new byte[Math.multiplyExact(rows.length, length)];
    for (int i = 0; i < rows.length; i++) {
      Objects.checkIndex(rows[i], size());
      System.arraycopy(pixels, rows[i] * length, out, i * length, length);
    }
    return new Images(height, width, channels, out);
  }
}
