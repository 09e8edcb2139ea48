package io.ddh.retrieval;

import static io.ddh.retrieval.CodeBlocks.BLOCK;

/**
 * The row numbers, sorted by the bits [from, from + width) of their codes (counting sort). The rows
 * with key x are rows[starts[x]] to rows[starts[x + 1] − 1], in rising order.
 *
 * @param from first bit of the substring, from 0
 * @param width length of the substring, at most {@value #MAX_WIDTH} bits
 * @param starts position in {@code rows} of the first row with each key, 2^width + 1 numbers
 * @param rows all rows, sorted by key
 */
record SubstringTable(int from, int width, int[] starts, int[] rows) {
  static final int MAX_WIDTH = 26;

  static SubstringTable build(CodeBlocks codes, int from, int width) {
    int[] starts = new int[(1 << width) + 1];
    int n = codes.size();
    int[] scratch = new int[codes.lanes() * BLOCK];
    for (int block = 0; block < codes.blocks(); block++) {
      int[] lanes = codes.block(block, scratch);
      int at = codes.offset(block);
      int held = Math.min(BLOCK, n - block * BLOCK);
      for (int i = 0; i < held; i++) {
        starts[key(lanes, at + i, BLOCK, from, width) + 1]++;
      }
    }
    for (int key = 0; key < 1 << width; key++) {
      starts[key + 1] += starts[key];
    }
    int[] rows = new int[n];
    for (int block = 0; block < codes.blocks(); block++) {
      int[] lanes = codes.block(block, scratch);
      int at = codes.offset(block);
      int held = Math.min(BLOCK, n - block * BLOCK);
      for (int i = 0; i < held; i++) {
        rows[starts[key(lanes, at + i, BLOCK, from, width)]++] = block * BLOCK + i;
      }
    }
    // Filling has moved the start of each key to the start of the next key.
    System.arraycopy(starts, 0, starts, 1, 1 << width);
    starts[0] = 0;
    return new SubstringTable(from, width, starts, rows);
  }

  /**
   * Returns the key of a code, which consists of its bits [from, from + width).
   *
   * @param at index of lane 0 of the code in {@code lanes}
   * @param step difference between the indexes of two successive lanes of the code
   */
  static int key(int[] lanes, int at, int step, int from, int width) {
    int w = from / Integer.SIZE;
    int shift = from % Integer.SIZE;
    int key = lanes[at + w * step] >>> shift;
    if (shift + width > Integer.SIZE) {
      key |= lanes[at + (w + 1) * step] << (Integer.SIZE - shift);
    }
    return key & ((1 << width) - 1);
  }

  /** Returns the key of a query, whose lanes are adjacent in the array. */
  int key(int[] lanes, int at) {
    return key(lanes, at, 1, from, width);
  }
}
