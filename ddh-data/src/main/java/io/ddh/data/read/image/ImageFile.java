package io.ddh.data.read.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.commons.io.function.IOSupplier;

/**
 * An image file whose header has been read, but whose pixels have not been decoded yet.
 *
 * @param width number of columns as stored, before the image is turned upright
 * @param height number of rows as stored, before the image is turned upright
 * @param pixelBytes number of bytes that each decoded pixel takes in memory
 * @param orientation how to turn the image upright
 * @param pixels decodes the pixels. The function returns an image of the stored width and height
 *     that {@link PixelRows} can read, and throws an IOException if the file is damaged or
 *     truncated.
 */
record ImageFile(
    int width,
    int height,
    int pixelBytes,
    ExifOrientation orientation,
    IOSupplier<BufferedImage> pixels) {
  /**
   * Reads the header of a file.
   *
   * @throws UnreadableImageException if the format, or this variant of it, isn't supported
   * @throws IOException if the file is damaged or truncated
   * @throws IndexOutOfBoundsException if the file is truncated
   */
  static ImageFile of(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      throw new UnreadableImageException("empty file");
    }
    ImageFormat format =
        ImageFormat.of(bytes)
            .orElseThrow(
                () ->
                    new UnreadableImageException(
                        "not a readable image; valid formats are " + ImageFormat.VALID));
    return switch (format) {
      case JPEG -> JpegFile.of(bytes);
      case PNG -> PngFile.of(bytes);
      case BMP -> BmpFile.of(bytes);
      case PNM -> PnmFile.of(bytes);
      case TIFF -> TiffFile.of(bytes);
      case WEBP -> WebpFile.of(bytes);
      case GIF -> GifFile.of(bytes);
      default ->
          throw new UnreadableImageException(
              format.label() + " can't be read; valid formats are " + ImageFormat.VALID);
    };
  }
}
