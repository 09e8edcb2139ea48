package io.ddh.data.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Element type of a NumPy file.
 *
 * @param kind {@code b} boolean, {@code i} signed, {@code u} unsigned integer, {@code f} float
 * @param bytes size of one element
 * @param order of the bytes
 */
public record NpyType(char kind, int bytes, ByteOrder order) {
  /** What {@link #parse} accepts, for messages. */
  public static final String VALID = "|b1 |i1 |u1 <i2 <u2 <i4 <u4 <i8 <u8 <f4 <f8 (or > for <)";

  /** Reads a {@code descr} such as {@code <f4}; empty when it is none of {@link #VALID}. */
  public static Optional<NpyType> parse(String descr) {
    if (descr.length() != 3) {
      return Optional.empty();
    }
    char kind = descr.charAt(1);
    int bytes = descr.charAt(2) - '0';
    boolean known =
        switch (kind) {
          case 'b' -> bytes == 1;
          case 'i', 'u' -> bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
          case 'f' -> bytes == 4 || bytes == 8;
          default -> false;
        };
    char order = descr.charAt(0);
    boolean ordered = bytes == 1 ? "|<>".indexOf(order) >= 0 : "<>".indexOf(order) >= 0;
    if (!known || !ordered) {
      return Optional.empty();
    }
    ByteOrder bytesFirst = order == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return Optional.of(new NpyType(kind, bytes, bytesFirst));
  }

  /** Whether the elements are whole numbers. */
  public boolean integer() {
    return kind == 'i' || kind == 'u';
  }

  /** Whether the elements are unsigned bytes. */
  public boolean unsignedByte() {
    return kind == 'u' && bytes == 1;
  }

  /** Element at a byte position as an integer; unsigned 64-bit values wrap. */
  public long integer(ByteBuffer data, int position) {
    boolean signed = kind == 'i';
    return switch (bytes) {
      case 1 -> signed ? data.get(position) : data.get(position) & 0xFF;
      case 2 -> signed ? data.getShort(position) : data.getShort(position) & 0xFFFF;
      case 4 -> signed ? data.getInt(position) : data.getInt(position) & 0xFFFFFFFFL;
      default -> data.getLong(position);
    };
  }

  /** Element at a byte position as a number, rounded where a double can't hold it. */
  public double number(ByteBuffer data, int position) {
    if (kind == 'f') {
      return bytes == 4 ? data.getFloat(position) : data.getDouble(position);
    }
    return integer(data, position);
  }
}
