package io.ddh.data.read;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** An image file whose head has been read, but no pixel yet. */
interface ImageFile {
  /** Columns as stored, before the image is turned upright. */
  int width();

  /** Rows as stored. */
  int height();

  /** Bytes of memory that a decoded pixel takes. */
  int pixelBytes();

  /** How to turn the image upright. */
  ExifOrientation orientation();

  /**
   * Decodes the pixels.
   *
   * @return an image that {@link PixelRows} takes, of that width and height
   * @throws IOException if it is damaged or truncated
   */
  BufferedImage read() throws IOException;

  /**
   * Reads the head of a file.
   *
   * @throws UnreadableImageException if it is of a format, or a variant of one, that isn't read
   * @throws IOException if it is damaged or truncated
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
                        "not an image that can be read, valid are " + ImageFormat.VALID));
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
              format.label() + " can't be read, valid are " + ImageFormat.VALID);
    };
  }
}
