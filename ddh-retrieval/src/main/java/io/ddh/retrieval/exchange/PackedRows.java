package io.ddh.retrieval.exchange;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.retrieval.CodeBlocks;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Codes as {@code numpy.packbits(bits, axis=1)} packs them: ⌈K/8⌉ bytes a code, bit k is the (k mod
 * 8)-th highest of byte k div 8, the last byte filled up with zeros.
 */
final class PackedRows {
  private static final int ROWS = 4096;

  private PackedRows() {}

  static int width(int bits) {
    return (bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  static void write(BinaryCodes codes, OutputStream out) throws IOException {
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

  /** Reads n codes. */
  static BinaryCodes read(Path file, DataInputStream in, long n, int bits) throws IOException {
    int stride = (bits + Long.SIZE - 1) / Long.SIZE;
    if (n * stride > Integer.MAX_VALUE - 8 || bits > CodeBlocks.MAX_BITS) {
      throw BadInputException.of(
          "%s: %s codes of %s bits; valid: at most %s bits and 16 GiB",
          file, n, bits, CodeBlocks.MAX_BITS);
    }
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
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
  }

  static void checkBits(int bits) {
    Check.inRange("bits", bits, 1, CodeBlocks.MAX_BITS);
  }
}
