package io.ddh.data.read.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Reads the rows of a decoded image directly from its byte array, if the array has the layout that
 * JPEG and PNG decoders produce. The values are the same as those of {@link Raster#getPixels}, but
 * reading is much faster.
 */
final class ByteRows implements AreaResizer.Rows {
  private final byte[] bytes;
  private final int first;
  private final int lineStride;
  private final int pixelStride;
  private final int[] bands;
  private final int width;

  /**
   * Creates a source of rows for a part of an image.
   *
   * @param bands number of values per pixel, 1 or 3
   */
  ByteRows(BufferedImage image, int x0, int y0, int width, int bands) {
    Raster raster = image.getRaster();
    PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) raster.getSampleModel();
    DataBufferByte buffer = (DataBufferByte) raster.getDataBuffer();
    bytes = buffer.getData();
    lineStride = model.getScanlineStride();
    pixelStride = model.getPixelStride();
    first =
        buffer.getOffset()
            + (y0 - raster.getSampleModelTranslateY()) * lineStride
            + (x0 - raster.getSampleModelTranslateX()) * pixelStride;
    this.bands = new int[bands];
    System.arraycopy(model.getBandOffsets(), 0, this.bands, 0, bands);
    this.width = width;
  }

  /**
   * Returns whether the values of an image are stored as bytes in one array with the layout that
   * this class reads.
   */
  static boolean fit(BufferedImage image, int bands) {
    Raster raster = image.getRaster();
    return raster.getSampleModel() instanceof PixelInterleavedSampleModel model
        && model.getNumBands() == bands
        && raster.getDataBuffer() instanceof DataBufferByte buffer
        && buffer.getNumBanks() == 1;
  }

  /**
   * Returns whether the array holds red, green and blue of each pixel, row by row, and nothing
   * else.
   */
  static boolean isPlainRgb(BufferedImage image) {
    if (!fit(image, 3)) {
      return false;
    }
    ByteRows rows = new ByteRows(image, 0, 0, image.getWidth(), 3);
    return rows.first == 0
        && rows.pixelStride == 3
        && rows.lineStride == 3 * image.getWidth()
        && Arrays.equals(rows.bands, new int[] {0, 1, 2})
        && rows.bytes.length == rows.lineStride * image.getHeight();
  }

  @Override
  public void read(int y, float[] out) {
    int line = first + y * lineStride;
    for (int band = 0; band < bands.length; band++) {
      int from = line + bands[band];
      int to = band;
      for (int x = 0; x < width; x++) {
        out[to] = bytes[from] & 255;
        from += pixelStride;
        to += bands.length;
      }
    }
  }
}
