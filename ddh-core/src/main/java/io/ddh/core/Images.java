package io.ddh.core;

import java.util.Objects;

/**
 * n images of one size as one byte block, n×H×W×C (channel last), values 0..255 unsigned, C = 1
 * (grey) or 3 (RGB). The block is shared, not copied: treat it as read-only.
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
   * @throws IllegalArgumentException if the block's length is no multiple of the image's, or the
   *     channels are neither 1 nor 3
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

  /** {@return the number of bytes of one image: height·width·channels} */
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
