package io.ddh.data.read.image;

import io.ddh.core.Images;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * Decodes whole photos in their full size, turned upright by their EXIF orientation. Grey values
 * are replicated to red, green and blue; of 16-bit values, the highest 8 bits are used.
 */
public final class PhotoDecoder {
  private PhotoDecoder() {}

  /**
   * Decodes a photo.
   *
   * @param content content of an image file
   * @return a single RGB image as large as the upright photo
   * @throws IOException with a short reason if the photo can't be read completely, or has more than
   *     100 million pixels
   */
  public static Images read(byte[] content) throws IOException {
    ImageDecoder.Decoded decoded = ImageDecoder.decode(content, ImageDecoder.MAX_PIXELS);
    BufferedImage image = decoded.image();
    ExifOrientation turn = decoded.orientation();
    int width = image.getWidth();
    int height = image.getHeight();
    int columns = turn.transposed() ? height : width;
    int rows = turn.transposed() ? width : height;
    int bands = PixelRows.bands(image);
    AreaResizer.Rows source = PixelRows.of(image, 0, 0, width);
    float[] row = new float[width * bands];
    byte[] out = new byte[Math.multiplyExact(Math.multiplyExact(columns, rows), 3)];
    for (int y = 0; y < height; y++) {
      source.read(y, row);
      int down = turn.flipY() ? height - 1 - y : y;
      for (int x = 0; x < width; x++) {
        int across = turn.flipX() ? width - 1 - x : x;
        int at = 3 * (turn.transposed() ? across * columns + down : down * columns + across);
        int from = x * bands;
        out[at] = (byte) row[from];
        out[at + 1] = (byte) row[bands == 1 ? from : from + 1];
        out[at + 2] = (byte) row[bands == 1 ? from : from + 2];
      }
    }
    return new Images(rows, columns, 3, out);
  }
}
