package io.ddh.data.read.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The first directory of a TIFF file or of EXIF data, which has the same format. Only the first
 * value of each tag is read. Tags are left out if their value lies outside the data. An orientation
 * stored as bytes or text is also left out, because Pillow ignores it. If the data is truncated,
 * the tags before the end of the data are still read.
 *
 * @param tags first value of each tag, by tag number
 * @param end minimum length in bytes that the file must have to contain everything to which the
 *     directory points
 */
record TiffDirectory(Map<Integer, Long> tags, long end) {
  private static final int SUBFILE = 254;
  private static final int PHOTOMETRIC = 262;
  private static final int ORIENTATION = 274;
  private static final int SUB_DIRECTORIES = 330;
  private static final int DNG_VERSION = 50706;

  private static final int COLOUR_FILTER_ARRAY = 32803;
  private static final int LINEAR_RAW = 34892;

  /**
   * Pairs of tags. In each pair, the first tag gives the positions and the second the lengths of
   * the strips or tiles.
   */
  private static final int[][] PIECES = {{273, 279}, {324, 325}};

  private static final Set<Integer> BYTES_OR_TEXT = Set.of(1, 2, 7);

  /**
   * Number of bytes that a value of each type takes, indexed by the number of the type; 0 for
   * unknown types.
   */
  private static final int[] BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  /**
   * Reads the first directory of a file or of EXIF data.
   *
   * @param tiff the data, starting with the byte order; may be truncated
   * @return the directory; empty if the data isn't in TIFF format, or the directory lies outside
   *     the data
   */
  static Optional<TiffDirectory> first(byte[] tiff) {
    return first(ByteBuffer.wrap(tiff));
  }

  /** Reads the first directory from a buffer. */
  static Optional<TiffDirectory> first(ByteBuffer tiff) {
    if (tiff.limit() < 8
        || tiff.get(0) != tiff.get(1)
        || tiff.get(0) != 'I' && tiff.get(0) != 'M') {
      return Optional.empty();
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    boolean big = tiff.getShort(2) == 43;
    if (big ? tiff.limit() < 16 : tiff.getShort(2) != 42) {
      return Optional.empty();
    }
    long at = big ? tiff.getLong(8) : tiff.getInt(4) & 0xFFFFFFFFL;
    int head = big ? 8 : 2;
    if (at < 8 || at > tiff.limit() - head) {
      return Optional.empty();
    }
    long entries = big ? tiff.getLong((int) at) : tiff.getShort((int) at) & 0xFFFF;
    return Optional.of(read(tiff, (int) at + head, entries, big));
  }

  private static TiffDirectory read(ByteBuffer tiff, int from, long entries, boolean big) {
    Map<Integer, Long> first = new HashMap<>();
    Map<Integer, Long> last = new HashMap<>();
    int length = big ? 20 : 12;
    int room = big ? 8 : 4;
    int at = from;
    long end = from + Math.min(Integer.MAX_VALUE, entries) * length;
    for (long i = 0; i < entries && at + length <= tiff.limit(); i++) {
      int type = tiff.getShort(at + 2) & 0xFFFF;
      int bytes = type < BYTES.length ? BYTES[type] : 0;
      long count = big ? tiff.getLong(at + 4) : tiff.getInt(at + 4) & 0xFFFFFFFFL;
      long value = (long) at + length - room;
      if (bytes > 0 && count > room / bytes) {
        value = big ? tiff.getLong((int) value) : tiff.getInt((int) value) & 0xFFFFFFFFL;
      }
      int tag = tiff.getShort(at) & 0xFFFF;
      boolean ignored =
          tag == ORIENTATION && BYTES_OR_TEXT.contains(type); // Pillow ignores it, too
      if (bytes > 0 && count > 0 && value >= 8 && value <= tiff.limit() - bytes && !ignored) {
        first.put(tag, value(tiff, (int) value, type));
        long reach = value + bytes * Math.min(Integer.MAX_VALUE, count);
        end = Math.max(end, reach);
        if (reach <= tiff.limit()) {
          last.put(tag, value(tiff, (int) reach - bytes, type));
        }
      }
      at += length;
    }
    for (int[] pieces : PIECES) {
      end = Math.max(end, last.getOrDefault(pieces[0], 0L) + last.getOrDefault(pieces[1], 0L));
    }
    return new TiffDirectory(first, end);
  }

  private static long value(ByteBuffer tiff, int at, int type) {
    return switch (type) {
      case 1, 2, 7 -> tiff.get(at) & 0xFF;
      case 3 -> tiff.getShort(at) & 0xFFFF;
      case 4, 13 -> tiff.getInt(at) & 0xFFFFFFFFL;
      case 6 -> tiff.get(at);
      case 8 -> tiff.getShort(at);
      case 9 -> tiff.getInt(at);
      case 11 -> whole(tiff.getFloat(at));
      case 12 -> whole(tiff.getDouble(at));
      case 5, 10 -> whole((double) tiff.getInt(at) / tiff.getInt(at + 4));
      default -> tiff.getLong(at);
    };
  }

  private static long whole(double value) {
    return value == Math.rint(value) ? (long) value : -1;
  }

  /** Returns the first value of a tag, if the tag was read. */
  OptionalLong tag(int number) {
    Long value = tags.get(number);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /**
   * Returns whether the file is a camera raw file, in which the first image may be only a preview.
   */
  boolean isRaw() {
    long photometric = tag(PHOTOMETRIC).orElse(-1);
    boolean preview = (tag(SUBFILE).orElse(0) & 1) != 0;
    return tags.containsKey(DNG_VERSION)
        || photometric == COLOUR_FILTER_ARRAY
        || photometric == LINEAR_RAW
        || preview && tags.containsKey(SUB_DIRECTORIES);
  }

  /** Returns how the image must be turned, or UPRIGHT if the orientation tag has no valid value. */
  ExifOrientation orientation() {
    return ExifOrientation.of(tag(ORIENTATION).orElse(1));
  }
}
