package io.ddh.data.read;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The numbers in the first directory of a TIFF file, or of EXIF data, which has the same form: each
 * tag's first value, of any type of numbers, as Pillow takes them. A tag whose value lies outside
 * or is a text is left out; data that ends within the directory gives the tags up to there.
 *
 * @param tags first values by tag number
 */
record TiffDirectory(Map<Integer, Long> tags) {
  private static final int SUBFILE = 254;
  private static final int PHOTOMETRIC = 262;
  private static final int ORIENTATION = 274;
  private static final int SUB_DIRECTORIES = 330;
  private static final int DNG_VERSION = 50706;

  private static final int COLOUR_FILTER_ARRAY = 32803;
  private static final int LINEAR_RAW = 34892;

  private static final int BYTE = 1;

  /** Bytes of a value by type; 0 for unknown ones and text. */
  private static final int[] BYTES = {0, 1, 0, 2, 4, 8, 1, 0, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  /**
   * Reads it.
   *
   * @param tiff from the byte order on; may be cut off
   * @return empty if it is no TIFF, or one whose directory doesn't lie within
   */
  static Optional<TiffDirectory> first(byte[] tiff) {
    return first(ByteBuffer.wrap(tiff));
  }

  /** The same of a buffer's content. */
  static Optional<TiffDirectory> first(ByteBuffer tiff) {
    if (tiff.limit() < 8 || tiff.get(0) != tiff.get(1)) {
      return Optional.empty();
    }
    switch (tiff.get(0)) {
      case 'I' -> tiff.order(ByteOrder.LITTLE_ENDIAN);
      case 'M' -> tiff.order(ByteOrder.BIG_ENDIAN);
      default -> {
        return Optional.empty();
      }
    }
    boolean big = tiff.getShort(2) == 43;
    if (big && tiff.limit() < 16) {
      return Optional.empty();
    }
    long at = big ? tiff.getLong(8) : tiff.getInt(4) & 0xFFFFFFFFL;
    int head = big ? 8 : 2;
    if (at < 8 || at > tiff.limit() - head) {
      return Optional.empty();
    }
    long entries = big ? tiff.getLong((int) at) : tiff.getShort((int) at) & 0xFFFF;
    return Optional.of(new TiffDirectory(tags(tiff, (int) at + head, entries, big)));
  }

  private static Map<Integer, Long> tags(ByteBuffer tiff, int from, long entries, boolean big) {
    Map<Integer, Long> out = new HashMap<>();
    int length = big ? 20 : 12;
    int room = big ? 8 : 4;
    int at = from;
    for (long i = 0; i < entries && at + length <= tiff.limit(); i++) {
      int type = tiff.getShort(at + 2) & 0xFFFF;
      int bytes = type < BYTES.length ? BYTES[type] : 0;
      long count = big ? tiff.getLong(at + 4) : tiff.getInt(at + 4) & 0xFFFFFFFFL;
      long value = (long) at + length - room;
      if (bytes > 0 && count > room / bytes) {
        value = big ? tiff.getLong((int) value) : tiff.getInt((int) value) & 0xFFFFFFFFL;
      }
      int tag = tiff.getShort(at) & 0xFFFF;
      boolean ignored = tag == ORIENTATION && type == BYTE; // as by Pillow
      if (bytes > 0 && count > 0 && value >= 8 && value <= tiff.limit() - bytes && !ignored) {
        out.put(tag, value(tiff, (int) value, type));
      }
      at += length;
    }
    return out;
  }

  private static long value(ByteBuffer tiff, int at, int type) {
    return switch (type) {
      case BYTE -> tiff.get(at) & 0xFF;
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

  /** What stands in a directory under a number. */
  OptionalLong tag(int number) {
    Long value = tags.get(number);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** Whether the directory is one of a camera's raw files, in which a preview may come first. */
  boolean isRaw() {
    long photometric = tag(PHOTOMETRIC).orElse(-1);
    boolean preview = (tag(SUBFILE).orElse(0) & 1) != 0;
    return tags.containsKey(DNG_VERSION)
        || photometric == COLOUR_FILTER_ARRAY
        || photometric == LINEAR_RAW
        || preview && tags.containsKey(SUB_DIRECTORIES);
  }

  /** How the image must be turned; UPRIGHT where it isn't said, or no valid value. */
  ExifOrientation orientation() {
    return ExifOrientation.of(tag(ORIENTATION).orElse(1));
  }
}
