package io.ddh.data.read;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How a stored picture must be turned to stand upright, after the EXIF tag Orientation (0x0112):
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

  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

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
   * Finds the orientation in a JPEG (segment APP1) or PNG (chunk eXIf); UPRIGHT where there is none
   * or it is malformed, since a damaged tag says nothing about the picture.
   */
  static ExifOrientation of(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    if (file.length > 8 && in.getLong(0) == 0x89504E470D0A1A0AL) {
      return inPng(in);
    }
    if (file.length > 4 && in.getShort(0) == (short) 0xFFD8) {
      return inJpeg(in);
    }
    return UPRIGHT;
  }

  private static ExifOrientation inJpeg(ByteBuffer in) {
    int at = 2;
    while (at + 4 <= in.limit()) {
      int marker = in.getShort(at) & 0xFFFF;
      if (marker == 0xFFFF) {
        at++; // A marker may be preceded by fill bytes.
        continue;
      }
      boolean picture = marker == 0xFFDA || marker == 0xFFD9 || marker < 0xFFC0;
      int length = in.getShort(at + 2) & 0xFFFF;
      if (picture || length < 2 || at + 2 + length > in.limit()) {
        return UPRIGHT;
      }
      int from = at + 4 + EXIF.length;
      int to = at + 2 + length;
      if (marker == 0xFFE1 && from <= to && startsWithExif(in, at + 4)) {
        return inTiff(in.slice(from, to - from));
      }
      at = to;
    }
    return UPRIGHT;
  }

  private static boolean startsWithExif(ByteBuffer in, int at) {
    return in.slice(at, EXIF.length).equals(ByteBuffer.wrap(EXIF));
  }

  private static ExifOrientation inPng(ByteBuffer in) {
    int at = 8;
    while (at + 12 <= in.limit()) {
      int length = in.getInt(at);
      if (length < 0 || length > in.limit() - at - 12) {
        return UPRIGHT;
      }
      if (in.getInt(at + 4) == 0x65584966) { // eXIf
        return inTiff(in.slice(at + 8, length));
      }
      at += 12 + length;
    }
    return UPRIGHT;
  }

  private static ExifOrientation inTiff(ByteBuffer tiff) {
    return TiffDirectory.first(tiff).map(TiffDirectory::orientation).orElse(UPRIGHT);
  }

  /** The orientation of a tag's value; UPRIGHT where it is none of 1..8. */
  static ExifOrientation of(long value) {
    return value >= 1 && value <= 8 ? values()[(int) value - 1] : UPRIGHT;
  }
}
