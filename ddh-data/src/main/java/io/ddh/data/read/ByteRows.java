package io.ddh.data.read;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Reads rows directly from the bytes of an image as JPEG and PNG decoders lay them out. The values
 * equal those of {@link Raster#getPixels}, which is much slower.
 */
final class ByteRows implements AreaResizer.Rows {
  private final byte[] bytes;
  private final int first;
  private final int lineStride;
  private final int pixelStride;
  private final int[] bands;
  private final int width;

  /**
   * Rows of a part of an image.
   *
   * @param bands values per pixel, 1 or 3
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

  /** Whether an image's bytes have that layout, in one block. */
  static boolean fit(BufferedImage image, int bands) {
    Raster raster = image.getRaster();
    return raster.getSampleModel() instanceof PixelInterleavedSampleModel model
        && model.getNumBands() == bands
        && raster.getDataBuffer() instanceof DataBufferByte buffer
        && buffer.getNumBanks() == 1;
  }

  @Override
  public void read(int y, float[] out) {
    int at = first + y * lineStride;
    if (bands.length == 1) {
      int grey = at + bands[0];
      for (int x = 0; x < width; x++) {
        out[x] = bytes[grey + x * pixelStride] & 255;
      }
      return;
    }
    int red = at + bands[0];
    int green = at + bands[1];
    int blue = at + bands[2];
    for (int x = 0; x < width; x++) {
      int step = x * pixelStride;
      out[3 * x] = bytes[red + step] & 255;
      out[3 * x + 1] = bytes[green + step] & 255;
      out[3 * x + 2] = bytes[blue + step] & 255;
    }
  }
}
