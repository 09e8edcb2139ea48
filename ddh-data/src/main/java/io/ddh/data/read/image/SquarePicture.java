package io.ddh.data.read.image;

import io.ddh.core.Check;
import io.ddh.core.Images;
import java.io.IOException;

/** Square thumbnails of images of any shape. */
public final class SquarePicture {
  private static final int LARGEST = 1024;

  private SquarePicture() {}

  /**
   * Decodes an image, turns it upright, and scales its largest centre square.
   *
   * @param content of a JPEG, PNG, BMP, GIF or PGM file
   * @param side of the result, at most {@value #LARGEST}
   * @return one image, RGB
   * @throws IOException with a short reason if it is no such image, damaged or too large
   */
  public static Images read(byte[] content, int side) throws IOException {
    Check.inRange("side", side, 1, LARGEST);
    ImageDecoder.Decoded picture = ImageDecoder.decode(content, ImageDecoder.MAX_PIXELS);
    byte[] pixels = new byte[side * side * 3];
    new FaceScaler(ImageDecoder.MAX_SIDE, side, 3).scale(picture, pixels, 0);
    return new Images(side, side, 3, pixels);
  }
}
