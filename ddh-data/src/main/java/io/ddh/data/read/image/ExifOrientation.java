package io.ddh.data.read.image;

import java.nio.ByteBuffer;

/**
 * How a stored image must be turned to stand upright, after the EXIF tag Orientation (0x0112):
 * upright pixel (x, y) is stored pixel (x, y), or (y, x) when transposed, counted from the far end
 * on each flipped stored axis.
 */
enum ExifOrientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  HALF_TURN(false, true, true),
  UPSIDE_DOWN(false, false, true),
  TRANSPOSED(true, false, false),
  QUARTER_TURN(true, false, true),
  TRANSVERSE(true, true, true),
  THREE_QUARTER_TURN(true, true, false);

  private final boolean transposed;
  private final boolean flipX;
  private final boolean flipY;

  ExifOrientation(boolean transposed, boolean flipX, boolean flipY) {
    this.transposed = transposed;
    this.flipX = flipX;
    this.flipY = flipY;
  }

  /** Rows and columns change places. */
  boolean transposed() {
    return transposed;
  }

  /** Stored columns count from the right. */
  boolean flipX() {
    return flipX;
  }

  /** Stored rows count from below. */
  boolean flipY() {
    return flipY;
  }

  /**
   * The orientation in EXIF data, which has the form of a TIFF file; UPRIGHT where there is none or
   * it is malformed, since a damaged tag says nothing about the image.
   */
  static ExifOrientation ofExif(ByteBuffer tiff) {
    return TiffDirectory.first(tiff).map(TiffDirectory::orientation).orElse(UPRIGHT);
  }

  /** The orientation of a tag's value; UPRIGHT where it is none of 1..8. */
  static ExifOrientation of(long value) {
    return value >= 1 && value <= 8 ? values()[(int) value - 1] : UPRIGHT;
  }
}
