package io.ddh.data.read.image;

import java.io.IOException;
import java.util.Comparator;

/** The width and height of an image in pixels as stored, before it is turned upright. */
public record ImageSize(int width, int height) implements Comparable<ImageSize> {
  private static final Comparator<ImageSize> ORDER =
      Comparator.comparingInt(ImageSize::width).thenComparingInt(ImageSize::height);

  /**
   * Reads the size from the header of an image file.
   *
   * @param bytes content of the file
   * @return the width and height as stored
   * @throws IOException with a short reason if the file isn't a readable image
   */
  public static ImageSize of(byte[] bytes) throws IOException {
    return ImageDecoder.size(bytes);
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }

  @Override
  public int compareTo(ImageSize other) {
    return ORDER.compare(this, other);
  }
}
