package io.ddh.core;

import java.util.Arrays;
import java.util.Objects;

/**
 * n codes of K bits, packed into 64-bit words. Code i consists of the W = ⌈K/64⌉ words that start
 * at word i·W; its bit k is bit (k mod 64) of its word (k div 64). Unused high bits are 0. A bit is
 * 1 for +1 and 0 for −1. The array is shared, not copied, so treat it as read-only.
 *
 * @param bits code length K, ≥ 1
 * @param words the packed codes, n·W words
 */
public record BinaryCodes(int bits, long[] words) {
  /**
   * Wraps packed words.
   *
   * @param bits code length K, ≥ 1
   * @param words the packed codes, n·W words
   * @throws IllegalArgumentException if the words do not make up a whole number of codes, or if an
   *     unused bit is set
   */
  public BinaryCodes {
    Check.atLeast("bits", bits, 1);
    int stride = stride(bits);
    Check.that(
        words.length % stride == 0,
        "the number of words must be a multiple of %d, found %d",
        stride,
        words.length);
    if (bits % Long.SIZE != 0) {
      long unused = -1L << (bits % Long.SIZE);
      for (int i = stride - 1; i < words.length; i += stride) {
        Check.that(
            (words[i] & unused) == 0, "bits beyond %d must be 0 in code %d", bits, i / stride);
      }
    }
  }

  private static int stride(int bits) {
    return (bits + Long.SIZE - 1) / Long.SIZE;
  }

  /**
   * Packs real values into codes; a bit is 1 if its value is &gt; 0.
   *
   * @param bits code length K, ≥ 1
   * @param values n·bits floats, row-major; NaN is refused
   * @return the n codes
   * @throws IllegalArgumentException if the values do not make up a whole number of rows, or if a
   *     value is NaN
   */
  public static BinaryCodes ofSigns(int bits, float[] values) {
    Check.atLeast("bits", bits, 1);
    Check.that(values.length % bits == 0, "the number of values must be a multiple of %d", bits);
    int n = values.length / bits;
    int stride = stride(bits);
    long[] words = new long[Math.multiplyExact(n, stride)];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < bits; k++) {
        float v = values[i * bits + k];
        Check.that(!Float.isNaN(v), "value of row %d, bit %d is NaN", i, k);
        if (v > 0) {
          words[i * stride + (k >> 6)] |= 1L << (k & 63);
        }
      }
    }
    return new BinaryCodes(bits, words);
  }

  /** {@return the number of codes n} */
  public int size() {
    return words.length / stride();
  }

  /** {@return the number of words per code, W = ⌈K/64⌉} */
  public int stride() {
    return stride(bits);
  }

  /**
   * {@return true if bit k of code i is 1, which stands for +1}
   *
   * @param i row of the code, in [0, n)
   * @param k number of the bit, in [0, K)
   * @throws IndexOutOfBoundsException if there is no such code or bit
   */
  public boolean bit(int i, int k) {
    Objects.checkIndex(i, size());
    Objects.checkIndex(k, bits);
    return (words[i * stride() + (k >> 6)] >>> (k & 63) & 1) != 0;
  }

  /**
   * {@return the Hamming distance, from 0 to K, between code i of this set and code j of another
   * set with the same code length}
   *
   * @param i row of the code in this set
   * @param other the other set, with the same code length
   * @param j row of the code in the other set
   */
  public int distance(int i, BinaryCodes other, int j) {
    int stride = stride();
    int d = 0;
    for (int w = 0; w < stride; w++) {
      d += Long.bitCount(words[i * stride + w] ^ other.words[j * stride + w]);
    }
    return d;
  }

  /**
   * Copies the codes in the given rows, in the given order.
   *
   * @param rows row numbers, each in [0, n)
   * @return a copy of the selected codes
   * @throws IndexOutOfBoundsException if a row is not in [0, n)
   */
  public BinaryCodes select(int[] rows) {
    int stride = stride();
    long[] out = new long[Math.multiplyExact(rows.length, stride)];
    for (int i = 0; i < rows.length; i++) {
      Objects.checkIndex(rows[i], size());
      System.arraycopy(words, rows[i] * stride, out, i * stride, stride);
    }
    return new BinaryCodes(bits, out);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BinaryCodes codes
        && bits == codes.bits
        && Arrays.equals(words, codes.words);
  }

  @Override
  public int hashCode() {
    return 31 * bits + Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return size() + " codes of " + bits + " bits";
  }
}
