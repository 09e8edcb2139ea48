package io.ddh.data.read;

import java.io.IOException;
import java.util.Comparator;

/** The size that an image file's head says, as stored, before it is turned upright. */
public record ImageSize(int width, int height) implements Comparable<ImageSize> {
  private static final Comparator<ImageSize> ORDER =
      Comparator.comparingInt(ImageSize::width).thenComparingInt(ImageSize::height);

  /**
   * Reads a head.
   *
   * @throws IOException with a short reason if it is none of an image that can be read
   */
  public static ImageSize of(byte[] bytes) throws IOException {
    try {
      ImageFile file = ImageFile.of(bytes);
      return new ImageSize(file.width(), file.height());
    } catch (RuntimeException e) { // of damaged data
      throw new IOException("damaged", e);
    }
  }

  @Override
  public int compareTo(ImageSize other) {
    return ORDER.compare(this, other);
  }
}
