package io.ddh.data.read.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Set;

/**
 * Reads the values of a decoded image as they are stored. The values are either grey levels, or
 * red, green and blue, and lie in 0..255. Colour profiles and gamma are ignored, and alpha is
 * dropped. Of values with more than 8 bits, only the highest 8 bits are used; values with fewer
 * bits are scaled to 0..255.
 */
final class PixelRows {
  private static final Set<Integer> WHOLE = Set.of(DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT);

  private PixelRows() {}

  /**
   * Returns the number of values per pixel: 1 (grey) or 3 (red, green, blue); 0 if this type of
   * image isn't supported.
   */
  static int bands(BufferedImage image) {
    ColorModel model = image.getColorModel();
    int bands = image.getRaster().getNumBands();
    if (model instanceof IndexColorModel) {
      return 3;
    }
    if (model instanceof DirectColorModel) {
      return bands >= 3 ? 3 : 0;
    }
    boolean whole =
        model instanceof ComponentColorModel
            && WHOLE.contains(image.getRaster().getSampleModel().getDataType());
    return !whole || bands > 4 ? 0 : bands < 3 ? 1 : 3;
  }

  /** Creates a source of rows for a part of an image, with {@link #bands} values per pixel. */
  static AreaResizer.Rows of(BufferedImage image, int x0, int y0, int width) {
    int bands = bands(image);
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel palette) {
      return indexed(image.getRaster(), palette, x0, y0, width);
    }
    int[] bits = new int[bands];
    for (int c = 0; c < bands; c++) {
      bits[c] = model.getComponentSize(c);
    }
    if (bits[0] == 8 && ByteRows.fit(image, bands)) {
      return new ByteRows(image, x0, y0, width, bands);
    }
    int stored = image.getRaster().getNumBands();
    int[] row = new int[width * stored];
    return (y, out) -> {
      image.getRaster().getPixels(x0, y0 + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < bands; c++) {
          out[x * bands + c] = byteOf(row[x * stored + c], bits[c]);
        }
      }
    };
  }

  private static int byteOf(int value, int bits) {
    return bits == 8 ? value : bits > 8 ? value >> bits - 8 : value * 255 / ((1 << bits) - 1);
  }

  private static AreaResizer.Rows indexed(
      Raster raster, IndexColorModel palette, int x0, int y0, int width) {
    int[] rgb = new int[palette.getMapSize()];
    palette.getRGBs(rgb);
    int[] row = new int[width];
    return (y, out) -> {
      raster.getSamples(x0, y0 + y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        int colour = row[x] < rgb.length ? rgb[row[x]] : 0;
        out[x * 3] = colour >> 16 & 255;
        out[x * 3 + 1] = colour >> 8 & 255;
        out[x * 3 + 2] = colour & 255;
      }
    };
  }
}
