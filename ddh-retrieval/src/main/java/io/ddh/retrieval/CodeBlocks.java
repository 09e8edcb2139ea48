package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;

/**
 * n codes as a scan wants them: in blocks of {@value #BLOCK}, and in a block lane by lane. Lane w
 * of a code is its bits 32w to 32w + 31 as an int; a block has lane 0 of all its codes, then lane
 * 1, and so on, so that one vector instruction takes the same lane of many codes. Ints, because
 * Java 17 turns {@code Integer.bitCount} in a loop into vector instructions and {@code
 * Long.bitCount} not. The lanes of a code are 1, 2, 4, 8 or 16, unused ones 0; rows of the last
 * block beyond n are 0.
 */
public abstract class CodeBlocks {
  /** Codes of a block. */
  public static final int BLOCK = 1024;

  /** Longest code that is searched. */
  public static final int MAX_BITS = 512;

  private final int bits;
  private final int size;
  private final int lanes;

  /**
   * Of so many codes.
   *
   * @param bits of a code, at most {@value #MAX_BITS}
   */
  protected CodeBlocks(int bits, int size) {
    this.bits = bits;
    this.size = size;
    this.lanes = lanes(bits);
  }

  /** Code length K. */
  public final int bits() {
    return bits;
  }

  /** Number of codes n. */
  public final int size() {
    return size;
  }

  /** Lanes of a code. */
  public final int lanes() {
    return lanes;
  }

  /** Number of blocks. */
  public final int blocks() {
    return (int) (((long) size + BLOCK - 1) / BLOCK);
  }

  /**
   * A block's lanes, beginning at {@link #offset}.
   *
   * @param scratch lanes · {@value #BLOCK} ints that may be used for the answer
   */
  public abstract int[] block(int block, int[] scratch);

  /** Where in the array that {@link #block} returns the block begins. */
  public abstract int offset(int block);

  /** Lane w of a code. */
  public abstract int lane(int row, int w);

  /** Lanes that a code of so many bits takes. */
  public static int lanes(int bits) {
    Check.inRange("bits", bits, 1, MAX_BITS);
    int needed = (bits + Integer.SIZE - 1) / Integer.SIZE;
    return needed == 1 ? 1 : Integer.highestOneBit(needed - 1) * 2;
  }

  /** Lanes of all codes, code after code. */
  public static int[] lanes(BinaryCodes codes) {
    int lanes = lanes(codes.bits());
    int[] out = new int[Math.multiplyExact(codes.size(), lanes)];
    for (int i = 0; i < codes.size(); i++) {
      for (int w = 0; w < codes.stride(); w++) {
        long word = codes.words()[i * codes.stride() + w];
        out[i * lanes + 2 * w] = (int) word;
        if (2 * w + 1 < lanes) {
          out[i * lanes + 2 * w + 1] = (int) (word >>> Integer.SIZE);
        }
      }
    }
    return out;
  }
}
