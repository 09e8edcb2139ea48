package io.ddh.data.read.files;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A part of a stream; the length of the part is known. Before memory is allocated for a requested
 * number of bytes, this class checks that at least that many bytes are left in the part.
 */
public class BoundedInput extends FilterInputStream {
  private long left;

  /**
   * Restricts reading to a part of a stream, from its current position on.
   *
   * @param in the stream
   * @param length number of bytes that may be read
   */
  public BoundedInput(InputStream in, long length) {
    super(in);
    left = length;
  }

  /** {@return the number of bytes that are left to read} */
  public final long left() {
    return left;
  }

  @Override
  public final int read() throws IOException {
    int b = left > 0 ? super.read() : -1;
    left -= b >= 0 ? 1 : 0;
    return b;
  }

  @Override
  public final int read(byte[] out, int from, int length) throws IOException {
    int n = left > 0 ? super.read(out, from, (int) Math.min(length, left)) : -1;
    left -= Math.max(0, n);
    return n;
  }

  @Override
  public final long skip(long n) throws IOException {
    long skipped = super.skip(Math.min(n, left));
    left -= skipped;
    return skipped;
  }

  /**
   * Reads exactly n bytes.
   *
   * @param n number of bytes
   * @return the bytes
   * @throws EOFException if fewer bytes are left
   */
  public final byte[] bytes(long n) throws IOException {
    if (n < 0 || n > left || n > Integer.MAX_VALUE - 8) {
      throw new EOFException(
          "truncated or damaged: a part has " + n + " bytes, but " + left + " are left");
    }
    byte[] out = readNBytes((int) n);
    if (out.length < n) {
      throw new EOFException("truncated");
    }
    return out;
  }
}
