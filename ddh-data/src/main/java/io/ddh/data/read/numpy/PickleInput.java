package io.ddh.data.read.numpy;

import io.ddh.data.read.files.BoundedInput;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads numbers, lines and quoted strings from the bytes of a pickle. */
final class PickleInput extends BoundedInput {
  PickleInput(InputStream in, long length) {
    super(new BufferedInputStream(in, 1 << 16), length);
  }

  /** Reads a little-endian number of 1, 2, 4 or 8 bytes, which is signed only if it has 8 bytes. */
  long number(int length) throws IOException {
    byte[] raw = bytes(length);
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 8 | raw[i] & 255;
    }
    return value;
  }

  /**
   * Reads up to the next line feed. Each byte becomes one character; the limit {@code most} is in
   * bytes.
   */
  String line(int most) throws IOException {
    StringBuilder out = new StringBuilder();
    int c = read();
    while (c >= 0 && c != '\n' && out.length() < most) {
      out.append((char) c);
      c = read();
    }
    if (c < 0) {
      throw new EOFException("truncated");
    }
    if (c != '\n') {
      throw new IOException("damaged pickle (a line of more than " + most + " bytes)");
    }
    return out.toString();
  }

  /**
   * Reads a byte string as Python 2 writes it in protocol 0, where it is a line in quotes with
   * backslash escapes.
   */
  byte[] quoted() throws IOException {
    int quote = read();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int c = quote == '\'' || quote == '"' ? read() : -1;
    while (c >= 0 && c != quote && c != '\n') {
      out.write(c == '\\' ? escaped() : c);
      c = read();
    }
    if (c != quote || read() != '\n') {
      throw new IOException("damaged pickle (a string without quotes)");
    }
    return out.toByteArray();
  }

  private int escaped() throws IOException {
    int c = read();
    return switch (c) {
      case '\\', '\'', '"' -> c;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'x' -> Character.digit(read(), 16) << 4 | Character.digit(read(), 16);
      default -> throw new IOException("damaged pickle (a backslash before " + c + ")");
    };
  }
}
