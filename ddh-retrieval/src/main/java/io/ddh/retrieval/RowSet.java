package io.ddh.retrieval;

import io.ddh.core.Check;

/** A read-only set of row numbers: the rows that a search leaves out. */
public final class RowSet {
  /** No rows. */
  public static final RowSet NONE = new RowSet(new long[0], 0);

  private final long[] words;
  private final int size;

  private RowSet(long[] words, int size) {
    this.words = words;
    this.size = size;
  }

  /**
   * {@return a set of rows, given in any order; duplicates count once}
   *
   * @param rows row numbers, each ≥ 0
   */
  public static RowSet of(int... rows) {
    int last = -1;
    for (int row : rows) {
      Check.atLeast("row", row, 0);
      last = Math.max(last, row);
    }
    long[] words = new long[(last + Long.SIZE) / Long.SIZE];
    for (int row : rows) {
      words[row >> 6] |= 1L << (row & 63);
    }
    int size = 0;
    for (long word : words) {
      size += Long.bitCount(word);
    }
    return new RowSet(words, size);
  }

  /**
   * {@return whether a row is in the set}
   *
   * @param row row number, ≥ 0
   */
  public boolean contains(int row) {
    int word = row >> 6;
    return word < words.length && (words[word] >>> (row & 63) & 1) != 0;
  }

  /** {@return the number of rows in the set} */
  public int size() {
    return size;
  }
}
