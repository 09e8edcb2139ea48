package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import java.util.Objects;

/** Codes in memory, in the layout that searches need. */
public final class HeapCodes extends CodeBlocks {
  /**
   * Binary logarithm of the number of blocks per array. Arrays are large, so that there are few of
   * them and their headers stay in the cache.
   */
  private static final int SHIFT = 10;

  private static final int MASK = (1 << SHIFT) - 1;

  private final int[][] arrays;

  private HeapCodes(int bits, int size) {
    super(bits, size);
    int blocks = blocks();
    arrays = new int[(blocks + MASK) >> SHIFT][];
    for (int a = 0; a < arrays.length; a++) {
      int held = Math.min(1 << SHIFT, blocks - (a << SHIFT));
      arrays[a] = new int[held * lanes() * BLOCK];
    }
  }

  /**
   * Copies codes into the layout.
   *
   * @param codes n codes of K bits
   * @return the copied codes
   * @throws IllegalArgumentException if the codes have more than {@value CodeBlocks#MAX_BITS} bits
   */
  public static HeapCodes of(BinaryCodes codes) {
    HeapCodes out = new HeapCodes(codes.bits(), codes.size());
    int stride = codes.stride();
    for (int i = 0; i < codes.size(); i++) {
      int[] array = out.arrays[i / BLOCK >> SHIFT];
      int at = out.offset(i / BLOCK) + i % BLOCK;
      for (int w = 0; w < out.lanes(); w++) {
        array[at + w * BLOCK] = lane(codes.words(), i * stride, stride, w);
      }
    }
    return out;
  }

  /**
   * {@return an in-memory copy of codes in a file} Searching the codes in the file instead would
   * copy their blocks for each batch of queries.
   *
   * @param codes codes in a file
   */
  public static HeapCodes copyOf(CodeBlocks codes) {
    HeapCodes out = new HeapCodes(codes.bits(), codes.size());
    int ints = out.lanes() * BLOCK;
    int[] scratch = new int[ints];
    for (int b = 0; b < codes.blocks(); b++) {
      int[] array = codes.block(b, scratch);
      System.arraycopy(array, codes.offset(b), out.arrays[b >> SHIFT], out.offset(b), ints);
    }
    return out;
  }

  @Override
  public int[] block(int block, int[] scratch) {
    return arrays[Objects.checkIndex(block, blocks()) >> SHIFT];
  }

  @Override
  public int offset(int block) {
    return (block & MASK) * lanes() * BLOCK;
  }

  @Override
  public int lane(int row, int w) {
    int block = row / BLOCK;
    return arrays[block >> SHIFT][((block & MASK) * lanes() + w) * BLOCK + row % BLOCK];
  }
}
