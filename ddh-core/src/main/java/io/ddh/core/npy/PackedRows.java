package io.ddh.core.npy;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Reads and writes codes as {@code numpy.packbits(bits, axis=1)} packs them. A code takes ⌈K/8⌉
 * bytes. Bit k is the (k mod 8)-th highest bit, counted from 0, of byte (k div 8), and the last
 * byte is padded with zero bits.
 */
public final class PackedRows {
  private static final int ROWS = 4096;

  private PackedRows() {}

  /**
   * {@return the number of bytes of one code, ⌈K/8⌉}
   *
   * @param bits code length K
   */
  public static int width(int bits) {
    return (bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  /**
   * Writes all codes.
   *
   * @param codes the codes, n of K bits each
   * @param out receives the bytes; stays open
   * @throws IOException if writing fails
   */
  public static void write(BinaryCodes codes, OutputStream out) throws IOException {
    int width = width(codes.bits());
    byte[] bytes = new byte[ROWS * width];
    for (int from = 0; from < codes.size(); from += ROWS) {
      int n = Math.min(ROWS, codes.size() - from);
      for (int i = 0; i < n; i++) {
        for (int b = 0; b < width; b++) {
          long word = codes.words()[(from + i) * codes.stride() + b / 8];
          bytes[i * width + b] = reversed((int) (word >>> b % 8 * 8));
        }
      }
      out.write(bytes, 0, n * width);
    }
  }

  private static byte reversed(int b) {
    return (byte) (Integer.reverse(b) >>> 24);
  }

  /**
   * Refuses more codes than fit into memory.
   *
   * @param file name of the file, for the message
   * @param n number of codes
   * @param bits code length K
   * @throws BadInputException if there are too many codes
   */
  public static void checkSize(String file, long n, int bits) {
    int stride = (bits + Long.SIZE - 1) / Long.SIZE;
    if (n > Integer.MAX_VALUE || n * stride > Integer.MAX_VALUE - 8) {
      throw BadInputException.of(
          "%s: %d codes of %d bits are too many; valid: at most 16 GiB", file, n, bits);
    }
  }

  /**
   * Reads n codes.
   *
   * @param file name of the file, for messages
   * @param in the stream, at the first code; stays open
   * @param n number of codes
   * @param bits code length K
   * @return the codes, n of K bits each
   * @throws BadInputException if there are too many codes, or a bit beyond K is set
   * @throws IOException if reading fails
   */
  public static BinaryCodes read(String file, DataInputStream in, long n, int bits)
      throws IOException {
    checkSize(file, n, bits);
    int stride = (bits + Long.SIZE - 1) / Long.SIZE;
    int width = width(bits);
    long[] words = new long[(int) n * stride];
    byte[] bytes = new byte[ROWS * width];
    for (int from = 0; from < n; from += ROWS) {
      int rows = (int) Math.min(ROWS, n - from);
      in.readFully(bytes, 0, rows * width);
      for (int i = 0; i < rows; i++) {
        for (int b = 0; b < width; b++) {
          long low = reversed(bytes[i * width + b]) & 0xffL;
          words[(from + i) * stride + b / 8] |= low << b % 8 * 8;
        }
      }
    }
    try {
      return new BinaryCodes(bits, words);
    } catch (IllegalArgumentException e) {
      throw BadInputException.of(
          e,
          "%s: %s, as numpy.packbits(bits, axis=1) leaves them (bitorder 'big')",
          file,
          e.getMessage());
    }
  }
}
