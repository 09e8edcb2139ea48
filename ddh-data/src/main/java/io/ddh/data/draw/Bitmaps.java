package io.ddh.data.draw;

import io.ddh.core.AtomicFile;
import io.ddh.core.Images;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Converts images to Java bitmaps, and bitmaps to PNG files. */
public final class Bitmaps {
  private Bitmaps() {}

  /**
   * {@return one of the images, converted to a bitmap}
   *
   * @param images images with one channel (grey) or with at least three channels; the first three
   *     are red, green and blue
   * @param index which image to convert, 0..n-1
   */
  public static BufferedImage of(Images images, int index) {
    int channels = images.channels();
    int green = channels == 1 ? 0 : 1;
    int blue = channels == 1 ? 0 : 2;
    byte[] pixels = images.pixels();
    BufferedImage image =
        new BufferedImage(images.width(), images.height(), BufferedImage.TYPE_INT_RGB);
    int at = index * images.imageLength();
    for (int y = 0; y < images.height(); y++) {
      for (int x = 0; x < images.width(); x++) {
        int r = pixels[at] & 0xff;
        int g = pixels[at + green] & 0xff;
        int b = pixels[at + blue] & 0xff;
        image.setRGB(x, y, r << 16 | g << 8 | b);
        at += channels;
      }
    }
    return image;
  }

  /**
   * {@return the bytes of a PNG file that shows a bitmap}
   *
   * @param image the bitmap
   */
  public static byte[] png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(image, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory causes no I/O errors
    }
    return out.toByteArray();
  }

  /**
   * Writes a PNG file. If writing fails, no incomplete file is left behind.
   *
   * @param png the file to write
   * @param image the bitmap
   * @throws IOException if the file can't be written
   */
  public static void write(Path png, BufferedImage image) throws IOException {
    AtomicFile.write(png, out -> write(image, out));
  }

  private static void write(BufferedImage image, OutputStream out) throws IOException {
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image, "png", stream)) {
        throw new IOException("this Java installation can't write PNG files");
      }
    }
  }
}
