package io.ddh.data.check;

import io.ddh.core.Images;
import io.ddh.core.Parallel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts images with unusual content: grey images and blank images.
 *
 * @param grey number of images without colour, in which red, green and blue are equal in every
 *     pixel
 * @param blank number of images in which all values are nearly the same
 */
public record PixelFacts(int grey, int blank) {
  private static final int BLOCK = 256;

  /**
   * {@return the counts over all images}
   *
   * @param images n images of 1 or 3 channels
   */
  public static PixelFacts of(Images images) {
    AtomicInteger grey = new AtomicInteger();
    AtomicInteger blank = new AtomicInteger();
    Parallel.blocks(
        images.size(),
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            grey.addAndGet(isGrey(images, i) ? 1 : 0);
            blank.addAndGet(isBlank(images, i) ? 1 : 0);
          }
        });
    return new PixelFacts(grey.get(), blank.get());
  }

  private static boolean isGrey(Images images, int i) {
    if (images.channels() == 1) {
      return true;
    }
    byte[] pixels = images.pixels();
    int end = (i + 1) * images.imageLength();
    for (int p = i * images.imageLength(); p < end; p += 3) {
      if (pixels[p] != pixels[p + 1] || pixels[p] != pixels[p + 2]) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether all values of all channels lie within eight grey levels of each other. */
  private static boolean isBlank(Images images, int i) {
    byte[] pixels = images.pixels();
    int low = 255;
    int high = 0;
    int end = (i + 1) * images.imageLength();
    for (int p = i * images.imageLength(); p < end && high - low <= 8; p++) {
      int value = pixels[p] & 255;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low <= 8;
  }
}
