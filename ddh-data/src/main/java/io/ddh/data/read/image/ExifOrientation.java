package io.ddh.data.read.image;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Describes how a stored image must be turned to be upright, according to the EXIF tag Orientation
 * (0x0112). Pixel (x, y) of the upright image is pixel (x, y) of the stored image, or (y, x) if the
 * image is transposed. On a flipped axis, stored pixels are counted from the far end.
 *
 * @param transposed whether rows and columns are exchanged
 * @param flipX whether stored columns are counted from the right
 * @param flipY whether stored rows are counted from the bottom
 */
record ExifOrientation(boolean transposed, boolean flipX, boolean flipY) {
  static final ExifOrientation UPRIGHT = new ExifOrientation(false, false, false);
  static final ExifOrientation MIRRORED = new ExifOrientation(false, true, false);
  static final ExifOrientation QUARTER_TURN = new ExifOrientation(true, false, true);
  static final ExifOrientation THREE_QUARTER_TURN = new ExifOrientation(true, true, false);
  private static final List<ExifOrientation> BY_VALUE =
      List.of(
          UPRIGHT,
          MIRRORED,
          new ExifOrientation(false, true, true), // half a turn
          new ExifOrientation(false, false, true), // upside down
          new ExifOrientation(true, false, false), // transposed
          QUARTER_TURN,
          new ExifOrientation(true, true, true), // transverse
          THREE_QUARTER_TURN);

  /**
   * Reads the orientation from EXIF data, which has the format of a TIFF file. The result is
   * UPRIGHT if there is no orientation tag or the tag is malformed, because a damaged tag doesn't
   * mean that the image is damaged.
   */
  static ExifOrientation ofExif(ByteBuffer tiff) {
    return TiffDirectory.first(tiff).map(TiffDirectory::orientation).orElse(UPRIGHT);
  }

  /**
   * Returns the orientation that a value of the tag stands for, or UPRIGHT if the value isn't 1..8.
   */
  static ExifOrientation of(long value) {
    return value >= 1 && value <= 8 ? BY_VALUE.get((int) value - 1) : UPRIGHT;
  }
}
