package io.ddh.data.read.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.spi.ImageReaderSpi;

/** Reads BMP files of Windows and OS/2. */
final class BmpFile {
  private static final ImageReaderSpi DECODER = ImageReaders.ofJava("bmp");
  private static final int OS2_V1 = 12;
  private static final int WINDOWS = 40;
  private static final int OS2_V2 = 64;

  private BmpFile() {}

  static ImageFile of(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = in.getInt(14);
    boolean old = header == OS2_V1;
    int width = old ? in.getShort(18) & 0xFFFF : in.getInt(18);
    // The height is negative if the rows are stored from top to bottom.
    int height = old ? in.getShort(20) & 0xFFFF : Math.abs(in.getInt(22));
    int bits = in.getShort(old ? 24 : 28) & 0xFFFF;
    int compression = old || header == 16 ? 0 : in.getInt(30);
    if (compression == 4 || compression == 5) {
      throw UnreadableImageException.variant(
          ImageFormat.BMP, compression == 4 ? "JPEG inside" : "PNG inside", "uncompressed or RLE");
    }
    if (width <= 0 || height <= 0) {
      throw new IOException("damaged: an image of " + width + "×" + height + " pixels");
    }
    byte[] known = header == OS2_V2 ? windows(bytes) : bytes;
    int pixel = Math.min(4, Math.max(1, bits / 8));
    return new ImageFile(
        width, height, pixel, ExifOrientation.UPRIGHT, () -> ImageReaders.read(DECODER, known));
  }

  /**
   * Shortens an OS/2 version 2 header to the first Windows header, which Java's decoder can read.
   * Both headers begin with the same fields.
   */
  private static byte[] windows(byte[] bytes) {
    int less = OS2_V2 - WINDOWS;
    byte[] out = Arrays.copyOf(bytes, bytes.length - less);
    System.arraycopy(bytes, 14 + OS2_V2, out, 14 + WINDOWS, bytes.length - 14 - OS2_V2);
    ByteBuffer head = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(10, head.getInt(10) - less).putInt(14, WINDOWS);
    return out;
  }
}
