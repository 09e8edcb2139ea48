package io.ddh.core.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of the elements of a NumPy array.
 *
 * @param kind {@code b} for Booleans, {@code i} and {@code u} for whole numbers, {@code f} for
 *     floating-point numbers, {@code S} for bytes, {@code U} for strings
 * @param bytes number of bytes of one element
 * @param order order of the bytes of one element
 */
public record NpyType(char kind, int bytes, ByteOrder order) {
  private static final Pattern DESCRIPTION = Pattern.compile("([<>=|]?)([biufSU])([0-9]{1,6})");

  /**
   * Parses NumPy's name of an element type, for example {@code <f4}.
   *
   * @param text an optional {@code <}, {@code >}, {@code =} or {@code |}, a letter and a number
   * @return the type
   * @throws IOException if elements of this type can't be read
   */
  public static NpyType of(String text) throws IOException {
    Matcher m = DESCRIPTION.matcher(text);
    boolean matches = m.matches();
    char kind = matches ? m.group(2).charAt(0) : 0;
    int number = matches ? Integer.parseInt(m.group(3)) : 0;
    boolean known =
        switch (kind) {
          case 0 -> false;
          case 'b' -> number == 1;
          case 'i', 'u' -> number == 1 || number == 2 || number == 4 || number == 8;
          case 'f' -> number == 2 || number == 4 || number == 8;
          default -> number <= 4096;
        };
    if (!known) {
      throw new IOException(
          "elements of type '" + text + "'; valid: integers, floats of up to 8 bytes, strings");
    }
    ByteOrder order = m.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyType(kind, kind == 'U' ? 4 * number : number, order);
  }

  /**
   * {@return the same type with another byte order}
   *
   * @param other byte order of the returned type
   */
  public NpyType with(ByteOrder other) {
    return new NpyType(kind, bytes, other);
  }

  /** {@return whether elements are numbers} */
  public boolean isNumber() {
    return kind != 'S' && kind != 'U';
  }

  /** {@return whether elements are whole numbers; Booleans don't count as such} */
  public boolean isInteger() {
    return kind == 'i' || kind == 'u';
  }

  /** {@return whether elements are floating-point numbers} */
  public boolean isFloating() {
    return kind == 'f';
  }

  /** {@return whether elements are unsigned bytes} */
  public boolean isUnsignedByte() {
    return kind == 'u' && bytes == 1;
  }

  /**
   * Reads an element as a whole number. Unsigned 64-bit values wrap. The buffer must have this
   * type's byte order.
   */
  long integer(ByteBuffer data, int at) {
    boolean signed = kind == 'i';
    return switch (bytes) {
      case 1 -> signed ? data.get(at) : data.get(at) & 0xFF;
      case 2 -> signed ? data.getShort(at) : data.getShort(at) & 0xFFFF;
      case 4 -> signed ? data.getInt(at) : data.getInt(at) & 0xFFFFFFFFL;
      default -> data.getLong(at);
    };
  }

  /** Reads an element as a double, rounded if a double can't hold it exactly. */
  double number(ByteBuffer data, int at) {
    return switch (kind) {
      case 'b' -> data.get(at) == 0 ? 0 : 1;
      case 'i' -> integer(data, at);
      case 'u' -> unsigned(integer(data, at));
      case 'f' ->
          switch (bytes) {
            case 2 -> half(data.getShort(at) & 0xffff);
            case 4 -> data.getFloat(at);
            default -> data.getDouble(at);
          };
      default -> throw new IllegalArgumentException("no number: " + this);
    };
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (value >>> 1) * 2.0;
  }

  /** Converts an IEEE 754 half-precision number. */
  private static double half(int bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double value =
        exponent == 0
            ? fraction * 0x1p-24
            : exponent == 31
                ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : (1024 + fraction) * Math.scalb(1.0, exponent - 25);
    return bits >> 15 == 0 ? value : -value;
  }

  /** Reads an element as a string, without the NUL characters that pad it. */
  String text(ByteBuffer data, int at) {
    StringBuilder out = new StringBuilder();
    if (kind == 'U') {
      for (int i = 0; i < bytes; i += 4) {
        int c = data.getInt(at + i);
        out.appendCodePoint(Character.isValidCodePoint(c) ? c : 0xFFFD);
      }
    } else {
      byte[] own = new byte[bytes];
      data.get(at, own);
      out.append(new String(own, StandardCharsets.UTF_8));
    }
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) == 0) {
      end--;
    }
    return out.substring(0, end);
  }
}
