package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;

/**
 * n codes in the layout that scans need. The codes are divided into blocks of {@value #BLOCK}
 * codes, and each block is stored lane by lane. Lane w of a code is an int with the code's bits 32w
 * to 32w + 31. A block contains lane 0 of all its codes, then lane 1 of all its codes, and so on,
 * so that a vector instruction processes the same lane of many codes. Lanes are ints, because Java
 * 17 compiles a loop of {@code Integer.bitCount} to vector instructions, but not a loop of {@code
 * Long.bitCount}. A code has 1, 2, 4, 8 or 16 lanes. Unused lanes are 0, and so are the rows of the
 * last block beyond n.
 */
public abstract class CodeBlocks {
  /** Number of codes per block. */
  public static final int BLOCK = 1024;

  /** Largest code length in bits. */
  public static final int MAX_BITS = 512;

  private final int bits;
  private final int size;
  private final int lanes;

  /**
   * Creates the layout for a number of codes.
   *
   * @param bits code length K, at most {@value #MAX_BITS}
   * @param size number of codes n, ≥ 0
   */
  protected CodeBlocks(int bits, int size) {
    this.bits = bits;
    this.size = size;
    this.lanes = lanes(bits);
  }

  /** {@return the code length K} */
  public final int bits() {
    return bits;
  }

  /** {@return the number of codes n} */
  public final int size() {
    return size;
  }

  /** {@return the number of lanes per code: 1, 2, 4, 8 or 16} */
  public final int lanes() {
    return lanes;
  }

  /** {@return the number of blocks} */
  public final int blocks() {
    return (int) (((long) size + BLOCK - 1) / BLOCK);
  }

  /**
   * {@return the array that holds the lanes of a block, starting at the index {@link #offset}}
   *
   * @param block number of the block, from 0
   * @param scratch lanes · {@value #BLOCK} ints that the method may fill and return
   */
  public abstract int[] block(int block, int[] scratch);

  /**
   * {@return the index at which a block starts in the array that {@link #block} returns}
   *
   * @param block number of the block, from 0
   */
  public abstract int offset(int block);

  /**
   * {@return lane w of a code, which holds the code's bits 32w to 32w + 31}
   *
   * @param row number of the code, from 0
   * @param w number of the lane, from 0
   */
  public abstract int lane(int row, int w);

  /**
   * {@return the number of lanes of a code with this many bits}
   *
   * @param bits code length K, from 1 to {@value #MAX_BITS}
   */
  public static int lanes(int bits) {
    Check.inRange("bits", bits, 1, MAX_BITS);
    int needed = (bits + Integer.SIZE - 1) / Integer.SIZE;
    return needed == 1 ? 1 : Integer.highestOneBit(needed - 1) * 2;
  }

  /**
   * {@return lane w of a code that is stored in words of 64 bits; 0 if the code has fewer words}
   *
   * @param words the words of all codes, code after code
   * @param at index of the first word of the code in {@code words}
   * @param stride number of words per code
   * @param w number of the lane, from 0
   */
  public static int lane(long[] words, int at, int stride, int w) {
    return w >> 1 < stride ? (int) (words[at + (w >> 1)] >>> (w << 5)) : 0; // shifts are mod 64
  }

  /**
   * {@return the lanes of query codes, code after code}
   *
   * @param queries codes of K bits
   */
  public final int[] lanes(BinaryCodes queries) {
    Check.that(queries.bits() == bits, "queries must have %d bits, found %d", bits, queries.bits());
    int[] out = new int[Math.multiplyExact(queries.size(), lanes)];
    for (int i = 0; i < out.length; i++) {
      int at = i / lanes * queries.stride();
      out[i] = lane(queries.words(), at, queries.stride(), i % lanes);
    }
    return out;
  }

  /**
   * {@return a code in words of 64 bits} The words are packed as in {@link BinaryCodes}.
   *
   * @param row number of the code, from 0
   */
  public final long[] code(int row) {
    long[] code = new long[(bits + Long.SIZE - 1) / Long.SIZE];
    for (int w = 0; w < Math.min(lanes, 2 * code.length); w++) {
      code[w / 2] |= (lane(row, w) & 0xffffffffL) << w % 2 * Integer.SIZE;
    }
    return code;
  }
}
