package io.ddh.vision.convert;

import io.ddh.core.BadInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table of a FlatBuffers file (flatbuffers.dev/internals), whose fields are identified by
 * numbers. Every offset is checked before it is followed, since the file may be damaged.
 *
 * @param source name of the file for messages
 * @param bytes the whole file, little-endian
 * @param at where the table begins
 */
record FlatTable(String source, ByteBuffer bytes, int at) {
  /**
   * Largest number of integers in a list. The limit bounds memory use, since many tables may refer
   * to one list.
   */
  private static final int INTEGERS = 1000;

  private record Vector(int first, int length) {}

  /**
   * {@return the root table of a file}
   *
   * @throws BadInputException if the file is too short or has another file identifier
   */
  static FlatTable root(String source, byte[] file, String mark) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    FlatTable start = new FlatTable(source, bytes, 0);
    byte[] found = new byte[mark.length()];
    bytes.get(start.inside(4, found.length), found);
    if (!mark.equals(new String(found, StandardCharsets.ISO_8859_1))) {
      throw BadInputException.of("%s: is not a file with the identifier %s", source, mark);
    }
    return start.follow(0);
  }

  private int inside(long position, long length) {
    if (position < 0 || length < 0 || position + length > bytes.limit()) {
      throw BadInputException.of(
          "%s: damaged: it refers to byte %d, but has %d bytes",
          source, position + Math.max(0, length), bytes.limit());
    }
    return (int) position;
  }

  private int integer(long position) {
    return bytes.getInt(inside(position, Integer.BYTES));
  }

  private FlatTable follow(long position) {
    long to = position + Integer.toUnsignedLong(integer(position));
    return new FlatTable(source, bytes, inside(to, Integer.BYTES));
  }

  /** Position of a field; 0 if the table does not store it. */
  private int field(int number) {
    long fields = (long) at - integer(at);
    int size = Short.toUnsignedInt(bytes.getShort(inside(fields, Short.BYTES)));
    long entry = fields + 4 + 2L * number;
    if (entry + Short.BYTES > fields + size) {
      return 0;
    }
    int offset = Short.toUnsignedInt(bytes.getShort(inside(entry, Short.BYTES)));
    return offset == 0 ? 0 : inside((long) at + offset, 1);
  }

  int integer(int number, int otherwise) {
    int position = field(number);
    return position == 0 ? otherwise : integer((long) position);
  }

  int byteValue(int number) {
    int position = field(number);
    return position == 0 ? 0 : bytes.get(position);
  }

  Optional<FlatTable> table(int number) {
    int position = field(number);
    return position == 0 ? Optional.empty() : Optional.of(follow(position));
  }

  private Vector vector(int number, int size) {
    int position = field(number);
    if (position == 0) {
      return new Vector(0, 0);
    }
    int start = follow(position).at;
    int length = integer((long) start);
    inside(start + 4L, length < 0 ? Long.MAX_VALUE / 2 : (long) size * length);
    return new Vector(start + 4, length);
  }

  byte[] byteVector(int number) {
    Vector vector = vector(number, 1);
    byte[] out = new byte[vector.length];
    bytes.get(vector.first, out);
    return out;
  }

  int[] integers(int number) {
    Vector vector = vector(number, Integer.BYTES);
    if (vector.length > INTEGERS) {
      throw BadInputException.of(
          "%s: damaged: it contains a list of %d integers; valid: at most %d",
          source, vector.length, INTEGERS);
    }
    return IntStream.range(0, vector.length)
        .map(i -> bytes.getInt(vector.first + Integer.BYTES * i))
        .toArray();
  }

  FlatTable[] tables(int number) {
    Vector vector = vector(number, Integer.BYTES);
    return IntStream.range(0, vector.length)
        .mapToObj(i -> follow(vector.first + 4L * i))
        .toArray(FlatTable[]::new);
  }
}
