package io.ddh.data.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The size that an image file's head says, as stored, before it is turned upright. */
record PictureSize(int width, int height) implements Comparable<PictureSize> {
  private static final Comparator<PictureSize> ORDER =
      Comparator.comparingInt(PictureSize::width).thenComparingInt(PictureSize::height);

  /**
   * Reads a head.
   *
   * @throws IOException if it is none of an image
   */
  static PictureSize of(byte[] bytes) throws IOException {
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("not an image that can be read");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return new PictureSize(reader.getWidth(0), reader.getHeight(0));
      } catch (RuntimeException e) { // What decoders throw on damaged data.
        throw new IOException("damaged", e);
      } finally {
        reader.dispose();
      }
    }
  }

  @Override
  public int compareTo(PictureSize other) {
    return ORDER.compare(this, other);
  }
}
