package io.ddh.data.read.image;

import io.ddh.core.BadInputException;
import io.ddh.core.Images;
import io.ddh.core.Reason;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;

/**
 * Decodes whole photos, without cropping or scaling. Photos are turned upright according to EXIF.
 * Grey becomes RGB; of values with more than 8 bits, the highest 8 are used; CMYK is converted
 * without colour profiles, and alpha is dropped.
 */
public final class WholePhoto {
  private static final int BLOCK = 32;

  private WholePhoto() {}

  /**
   * Decodes a photo.
   *
   * @param content content of an image file
   * @param name name of the photo, for error messages
   * @return a single upright RGB image
   * @throws BadInputException if the content isn't a readable, complete image, or if the image is
   *     too large; the message is one line
   */
  public static Images prepare(byte[] content, String name) {
    try {
      return read(content);
    } catch (IOException e) {
      throw new BadInputException(name + ": " + Reason.of(e), e);
    }
  }

  /**
   * Decodes a photo.
   *
   * @param content content of an image file
   * @return a single upright RGB image
   * @throws IOException with a short reason if the image can't be read completely, or has more than
   *     100 million pixels
   */
  public static Images read(byte[] content) throws IOException {
    return of(ImageDecoder.decode(content, ImageDecoder.MAX_PIXELS));
  }

  /** Returns a decoded image as an upright RGB image. */
  static Images of(ImageDecoder.Decoded decoded) {
    BufferedImage image = decoded.image();
    byte[] stored = rgb(image);
    int width = image.getWidth();
    int height = image.getHeight();
    ExifOrientation turn = decoded.orientation();
    if (turn.equals(ExifOrientation.UPRIGHT)) {
      return new Images(height, width, 3, stored);
    }
    byte[] upright = turned(stored, width, height, turn);
    return turn.transposed()
        ? new Images(width, height, 3, upright)
        : new Images(height, width, 3, upright);
  }

  /** Returns the pixels as stored; they are not copied if the decoder has written RGB bytes. */
  private static byte[] rgb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    if (ByteRows.isPlainRgb(image)) {
      return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
    AreaResizer.Rows rows = PixelRows.of(image, 0, 0, width);
    boolean grey = PixelRows.bands(image) == 1;
    float[] row = new float[width * 3];
    byte[] out = new byte[width * height * 3];
    int to = 0;
    for (int y = 0; y < height; y++) {
      rows.read(y, row);
      for (int v = 0; v < width * 3; v++) {
        out[to++] = (byte) row[grey ? v / 3 : v];
      }
    }
    return out;
  }

  /**
   * Turns the pixels upright, block by block, so that the blocks of both images fit into the
   * processor's cache.
   */
  private static byte[] turned(byte[] stored, int width, int height, ExifOrientation turn) {
    byte[] out = new byte[stored.length];
    int columns = turn.transposed() ? height : width;
    for (int top = 0; top < height; top += BLOCK) {
      for (int left = 0; left < width; left += BLOCK) {
        for (int y = top; y < Math.min(height, top + BLOCK); y++) {
          for (int x = left; x < Math.min(width, left + BLOCK); x++) {
            int column = turn.flipX() ? width - 1 - x : x;
            int row = turn.flipY() ? height - 1 - y : y;
            int to = 3 * (turn.transposed() ? column * columns + row : row * columns + column);
            int from = 3 * (y * width + x);
            out[to] = stored[from];
            out[to + 1] = stored[from + 1];
            out[to + 2] = stored[from + 2];
          }
        }
      }
    }
    return out;
  }
}
