package io.ddh.core;

import java.util.Arrays;
import java.util.Objects;

/**
 * n codes of K bits, packed: code i takes W = ⌈K/64⌉ words from i·W, bit k is bit k mod 64 of word
 * k div 64, unused high bits are 0. A bit is 1 for +1 and 0 for −1. Shared, read-only.
 */
public final class BinaryCodes {
  private final int bits;
  private final int stride;
  private final int size;
  private final long[] words;

  /**
   * Wraps packed words.
   *
   * @throws IllegalArgumentException if the words are no whole codes, or an unused bit is set
   */
  public BinaryCodes(int bits, long[] words) {
    Check.atLeast("bits", bits, 1);
    this.bits = bits;
    this.stride = stride(bits);
    Check.that(
        words.length % stride == 0,
        "words must hold whole codes of %d words, found %d",
        stride,
        words.length);
    this.size = words.length / stride;
    this.words = words;
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
   * Packs real values: bit = value &gt; 0.
   *
   * @param values n·bits floats, row-major; NaN is refused
   */
  public static BinaryCodes ofSigns(int bits, float[] values) {
    Check.atLeast("bits", bits, 1);
    Check.that(values.length % bits == 0, "values must hold whole rows of %d", bits);
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

  /** Number of codes n. */
  public int size() {
    return size;
  }

  /** Code length K. */
  public int bits() {
    return bits;
  }

  /** Words per code W. */
  public int stride() {
    return stride;
  }

  /** The packed words, n·W. */
  public long[] words() {
    return words;
  }

  /** Bit k of code i. */
  public boolean bit(int i, int k) {
    Objects.checkIndex(i, size);
    Objects.checkIndex(k, bits);
    return (words[i * stride + (k >> 6)] >>> (k & 63) & 1) != 0;
  }

  /** Hamming distance between code i and code j of other; both of the same length. */
  public int distance(int i, BinaryCodes other, int j) {
    int d = 0;
    for (int w = 0; w < stride; w++) {
      d += Long.bitCount(words[i * stride + w] ^ other.words[j * stride + w]);
    }
    return d;
  }

  /** Copies the given codes in the given order. */
  public BinaryCodes select(int[] rows) {
    long[] out = new long[Math.multiplyExact(rows.length, stride)];
    for (int i = 0; i < rows.length; i++) {
      Objects.checkIndex(rows[i], size);
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
    return size + " codes of " + bits + " bits";
  }
}
