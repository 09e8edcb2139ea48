package io.ddh.data.read.image;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * How a stored image must be turned to stand upright, after the EXIF tag Orientation (0x0112):
 * upright pixel (x, y) is stored pixel (x, y), or (y, x) when transposed, counted from the far end
 * on each flipped stored axis.
 *
 * @param transposed whether rows and columns change places
 * @param flipX whether stored columns count from the right
 * @param flipY whether stored rows count from below
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
   * The orientation in EXIF data, which has the form of a TIFF file; UPRIGHT where there is none or
   * it is malformed, since a damaged tag says nothing about the image.
   */
  static ExifOrientation ofExif(ByteBuffer tiff) {
    return TiffDirectory.first(tiff).map(TiffDirectory::orientation).orElse(UPRIGHT);
  }

  /** The orientation of a tag's value; UPRIGHT where it is none of 1..8. */
  static ExifOrientation of(long value) {
    return value >= 1 && value <= 8 ? BY_VALUE.get((int) value - 1) : UPRIGHT;
  }
}
