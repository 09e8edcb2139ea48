package io.ddh.data.read.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/** Converts CMYK images to RGB, with the same results as Pillow. Colour profiles are ignored. */
final class Cmyk {
  private static final int HALF = 1 << 15;

  private Cmyk() {}

  /**
   * Converts a CMYK image to RGB.
   *
   * @param inks pixels with four bands of 8 or 16 bits; of values with 16 bits, only the high byte
   *     is used
   * @param ycck whether the first three bands are luma and chroma (YCCK), as in some JPEG files
   * @param inverted whether a value of 0 means full ink, as in JPEG files
   */
  static BufferedImage toRgb(Raster inks, boolean ycck, boolean inverted) {
    int width = inks.getWidth();
    int height = inks.getHeight();
    int shift = inks.getSampleModel().getSampleSize(0) - 8;
    BufferedImage out = JpegFile.rgb(width, height);
    byte[] rgb = ((DataBufferByte) out.getRaster().getDataBuffer()).getData();
    int bands = inks.getNumBands();
    int[] row = new int[width * bands];
    int[] cmy = new int[3];
    int to = 0;
    for (int y = 0; y < height; y++) {
      inks.getPixels(inks.getMinX(), inks.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int from = x * bands;
        for (int c = 0; c < 3; c++) {
          cmy[c] = row[from + c] >> shift;
        }
        if (ycck) {
          plain(cmy);
        }
        int black = row[from + 3] >> shift;
        int rest = inverted ? black : 255 - black;
        for (int c = 0; c < 3; c++) {
          int ink = inverted ? 255 - cmy[c] : cmy[c];
          int product = ink * rest + 128;
          rgb[to++] = (byte) (rest - ((product >> 8) + product >> 8));
        }
      }
    }
    return out;
  }

  /** Converts the YCCK colours of a JPEG file to CMYK, as libjpeg does. */
  private static void plain(int[] ycc) {
    int y = ycc[0];
    int blue = ycc[1] - 128;
    int red = ycc[2] - 128;
    ycc[0] = clamp(255 - (y + (91881 * red + HALF >> 16)));
    ycc[1] = clamp(255 - (y + (-22554 * blue - 46802 * red + HALF >> 16)));
    ycc[2] = clamp(255 - (y + (116130 * blue + HALF >> 16)));
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
