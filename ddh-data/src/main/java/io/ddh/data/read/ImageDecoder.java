package io.ddh.data.read;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes one image file; what it can't decode whole it refuses. Thread-safe. A picture's size is
 * taken from its header and refused before it is decoded; of large pictures one at a time is
 * decoded, so that all threads together need no more memory than one of them and a few small ones.
 */
final class ImageDecoder {
  /** Most pixels of a picture. */
  static final long MAX_PIXELS = 100_000_000;

  /** Longest side of a picture: scaling keeps a row of the result for each of its rows. */
  static final int MAX_SIDE = 30_000;

  /** Most bytes of a decoded picture. */
  static final long MAX_RASTER = 400_000_000;

  private static final long MAX_BYTES = 1L << 29;
  private static final long LARGE = 16_000_000;
  private static final Object ONE_LARGE = new Object();

  /** Warnings of libjpeg after which part of the picture is made up. */
  private static final List<String> FATAL_WARNINGS =
      List.of("premature", "truncated", "bad huffman", "instead of rst");

  private ImageDecoder() {}

  /** A stored picture and how to turn it. */
  record Decoded(BufferedImage image, ExifOrientation orientation) {}

  /**
   * Makes the decoders beside this class known to ImageIO. Its own search asks the context class
   * loader of the thread that comes first, which on a pool thread under Maven doesn't know them.
   */
  static void prepare() {
    Plugins.known();
  }

  /** Looked for once: the search takes longer than many a picture. */
  private static final class Plugins {
    static {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(ImageDecoder.class.getClassLoader());
      try {
        ImageIO.scanForPlugins();
      } finally {
        thread.setContextClassLoader(before);
      }
    }

    /** The first call looks. */
    static void known() {}
  }

  /**
   * Decodes a file by its content, whatever its name.
   *
   * @throws IOException with a short reason if it is unreadable, damaged, truncated or too large
   */
  static Decoded decode(Path file) throws IOException {
    return decode(bytes(file, MAX_BYTES), MAX_PIXELS);
  }

  /**
   * Reads a file whole.
   *
   * @throws IOException with a short reason if it is unreadable or larger than allowed
   */
  static byte[] bytes(Path file, long allowed) throws IOException {
    long length = Files.size(file);
    if (length > allowed) {
      throw new IOException("file of " + length + " bytes, at most " + allowed);
    }
    return Files.readAllBytes(file);
  }

  /**
   * Decodes the content of a file.
   *
   * @param allowed pixels; a picture that says that it has more is refused before it is decoded
   * @throws IOException with a short reason if it is unreadable, damaged, truncated or too large
   */
  static Decoded decode(byte[] bytes, long allowed) throws IOException {
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException(bytes.length == 0 ? "empty file" : "not an image that can be read");
      }
      ImageReader reader = readers.next();
      try {
        return new Decoded(
            read(reader, in, allowed, PlainJpeg.is(bytes)), ExifOrientation.of(bytes));
      } catch (RuntimeException e) { // What decoders throw on damaged data.
        throw new IOException("damaged", e);
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage read(
      ImageReader reader, MemoryCacheImageInputStream in, long allowed, boolean plainJpeg)
      throws IOException {
    reader.setInput(in, true, true);
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > allowed) {
      throw new IOException(width + "×" + height + " pixels, at most " + allowed + " in an image");
    }
    if (width > MAX_SIDE || height > MAX_SIDE) {
      throw new IOException(width + "×" + height + " pixels, a side has at most " + MAX_SIDE);
    }
    long raster = (long) width * height * bytes(reader);
    if (raster > MAX_RASTER) {
      throw new IOException(
          width + "×" + height + " pixels need " + raster + " bytes, at most " + MAX_RASTER);
    }
    List<String> fatal = new ArrayList<>();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          String lower = warning.toLowerCase(Locale.ROOT);
          if (FATAL_WARNINGS.stream().anyMatch(lower::contains)) {
            fatal.add(warning);
          }
        });
    BufferedImage image;
    if (raster > LARGE) {
      synchronized (ONE_LARGE) {
        image = reader.read(0);
      }
    } else {
      ImageReadParam param = reader.getDefaultReadParam();
      if (plainJpeg) {
        PlainJpeg.order(param, width, height);
      }
      image = reader.read(0, param);
    }
    if (!fatal.isEmpty()) {
      throw new IOException("damaged (" + fatal.get(0) + ")");
    }
    return image;
  }

  /** Bytes of a decoded pixel; four where the decoder doesn't say. */
  private static int bytes(ImageReader reader) throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    int bits = types != null && types.hasNext() ? types.next().getColorModel().getPixelSize() : 32;
    return Math.max(1, (bits + 7) / 8);
  }
}
