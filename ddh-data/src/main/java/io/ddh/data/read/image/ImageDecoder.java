package io.ddh.data.read.image;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.commons.io.function.IOFunction;

/**
 * Decodes image files and refuses incomplete ones. The size in the header is checked before any
 * pixels are decoded. This class is thread-safe, but large images are decoded one at a time to
 * limit the memory needed.
 */
final class ImageDecoder {
  /** Maximum number of pixels of an image. */
  static final long MAX_PIXELS = 100_000_000;

  /**
   * Maximum width and height of an image. Both are limited because scaling keeps a row of the
   * result in memory for each row of the image.
   */
  static final int MAX_SIDE = 30_000;

  /** Maximum size of a decoded image in bytes. */
  static final long MAX_RASTER = 400_000_000;

  private static final long LARGE = 16_000_000;
  private static final Object ONE_LARGE = new Object();
  private static final Pattern CLASS_NAME = Pattern.compile("Exception|\\b[a-z]+\\.[a-z]+\\.\\w");

  private ImageDecoder() {}

  /** A decoded image as it is stored, together with how it must be turned to be upright. */
  record Decoded(BufferedImage image, ExifOrientation orientation) {}

  /**
   * Decodes the content of an image file.
   *
   * @param allowed maximum number of pixels; an image with more pixels is refused before its pixels
   *     are decoded
   * @throws IOException with a short reason if the image is unreadable, damaged, truncated or too
   *     large
   */
  static Decoded decode(byte[] bytes, long allowed) throws IOException {
    return explained(
        bytes,
        file -> {
          check(file, allowed);
          long raster = (long) file.width() * file.height() * file.pixelBytes();
          BufferedImage image;
          if (raster > LARGE) {
            synchronized (ONE_LARGE) {
              image = file.pixels().get();
            }
          } else {
            image = file.pixels().get();
          }
          boolean whole = image.getWidth() == file.width() && image.getHeight() == file.height();
          if (!whole || PixelRows.bands(image) == 0) {
            throw new IOException("damaged: its pixels don't fit its header");
          }
          return new Decoded(image, file.orientation());
        });
  }

  private static void check(ImageFile file, long allowed) throws UnreadableImageException {
    int width = file.width();
    int height = file.height();
    String size = width + "×" + height + " pixels";
    if ((long) width * height > allowed) {
      throw new UnreadableImageException(size + ", but an image may have at most " + allowed);
    }
    if (width > MAX_SIDE || height > MAX_SIDE) {
      throw new UnreadableImageException(size + ", but each side may have at most " + MAX_SIDE);
    }
    long raster = (long) width * height * file.pixelBytes();
    if (raster > MAX_RASTER) {
      throw new UnreadableImageException(
          size
              + " need "
              + raster
              + " bytes in memory, but at most "
              + MAX_RASTER
              + " are allowed");
    }
  }

  /** Reads the image size from the header of a file. */
  static ImageSize size(byte[] bytes) throws IOException {
    return explained(bytes, file -> new ImageSize(file.width(), file.height()));
  }

  /** Applies a task to an image file, and rewords exceptions so that a user understands them. */
  private static <T> T explained(byte[] bytes, IOFunction<ImageFile, T> task) throws IOException {
    try {
      return task.apply(ImageFile.of(bytes));
    } catch (UnreadableImageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw explained(bytes, e);
    }
  }

  /** Rewords the exception of a decoder so that a user understands it. */
  private static IOException explained(byte[] bytes, Exception e) {
    String format = ImageFormat.of(bytes).map(ImageFormat::label).orElse("image");
    String said = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    boolean end = e instanceof EOFException || e instanceof IndexOutOfBoundsException;
    if (end && !said.startsWith("truncated")) {
      return new IOException("truncated " + format, e);
    }
    if (said.startsWith("truncated") || said.startsWith("damaged")) {
      int word = said.startsWith("truncated or damaged") ? 20 : said.startsWith("t") ? 9 : 7;
      return new IOException(said.substring(0, word) + " " + format + said.substring(word), e);
    }
    boolean plain = e instanceof IOException && !said.isBlank() && !CLASS_NAME.matcher(said).find();
    return new IOException("damaged " + format + (plain ? ": " + said : ""), e);
  }
}
