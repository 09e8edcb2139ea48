package io.ddh.retrieval;

import io.ddh.data.BinaryCodes;
import io.ddh.data.Check;

/**
 * n codes as a scan wants them: in blocks of {@value #BLOCK}, and in a block lane by lane. Lane w
 * of a code is its bits 32w to 32w + 31 as an int; a block has lane 0 of all its codes, then lane
 * 1, and so on, so that one vector instruction takes the same lane of many codes. Ints, because
 * Java 17 turns {@code Integer.bitCount} in a loop into vector instructions and {@code
 * Long.bitCount} not. The lanes of a code are 1, 2, 4, 8 or 16, unused ones 0; rows of the last
 * block beyond n are 0.
 */
public interface CodeBlocks {
  /** Codes of a block. */
  int BLOCK = 1024;

  /** Longest code that is searched. */
  int MAX_BITS = 512;

  /** Code length K. */
  int bits();

  /** Number of codes n. */
  int size();

  /** Lanes of a code. */
  default int lanes() {
    return lanes(bits());
  }

  /** Number of blocks. */
  default int blocks() {
    return (int) (((long) size() + BLOCK - 1) / BLOCK);
  }

  /**
   * A block's lanes, beginning at {@link #offset}.
   *
   * @param scratch lanes · {@value #BLOCK} ints that may be used for the answer
   */
  int[] block(int block, int[] scratch);

  /** Where in the array that {@link #block} returns the block begins. */
  int offset(int block);

  /** Lane w of a code. */
  int lane(int row, int w);

  /** Lanes that a code of so many bits takes. */
  static int lanes(int bits) {
    Check.inRange("bits", bits, 1, MAX_BITS);
    int needed = (bits + Integer.SIZE - 1) / Integer.SIZE;
    return needed == 1 ? 1 : Integer.highestOneBit(needed - 1) * 2;
  }

  /** Lanes of all codes, code after code. */
  static int[] lanes(BinaryCodes codes) {
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
