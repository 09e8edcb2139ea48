package io.ddh.eval;

import java.util.Arrays;

/** Counts packed codes by their Hamming distance to a query. Use one instance per thread. */
final class DistanceCounter {
  /**
   * Number of counters per lane. Neighbouring items often have the same distance; because four
   * lanes are used in turn, an increment need not wait for the previous one.
   */
  private static final int LANE = Long.SIZE + 8;

  private final int stride;
  private final int[] lanes = new int[4 * LANE];

  /**
   * Creates a counter.
   *
   * @param stride number of 64-bit words per code
   */
  DistanceCounter(int stride) {
    this.stride = stride;
  }

  /**
   * Adds the distances between query code number {@code query} and the codes [from, to) to a
   * histogram.
   *
   * @param at histogram to add to, which holds the number of codes at each distance 0..K
   */
  void count(long[] queries, int query, long[] codes, int from, int to, int[] at) {
    if (stride == 1) {
      countWords(queries[query], codes, from, to, at);
    } else {
      countRows(queries, query * stride, codes, from, to, at);
    }
  }

  private void countWords(long query, long[] codes, int from, int to, int[] at) {
    int[] c = lanes;
    int i = from;
    if (to - from >= LANE) {
      Arrays.fill(c, 0);
      for (; i < to - 3; i += 4) {
        c[Long.bitCount(query ^ codes[i])]++;
        c[LANE + Long.bitCount(query ^ codes[i + 1])]++;
        c[2 * LANE + Long.bitCount(query ^ codes[i + 2])]++;
        c[3 * LANE + Long.bitCount(query ^ codes[i + 3])]++;
      }
      // Codes of K bits have distances up to K, so the counters past the histogram's end are 0.
      for (int d = 0; d <= Long.SIZE; d++) {
        int sum = c[d] + c[LANE + d] + c[2 * LANE + d] + c[3 * LANE + d];
        if (sum != 0) {
          at[d] += sum;
        }
      }
    }
    for (; i < to; i++) {
      at[Long.bitCount(query ^ codes[i])]++;
    }
  }

  private void countRows(long[] queries, int query, long[] codes, int from, int to, int[] at) {
    for (int i = from; i < to; i++) {
      int distance = 0;
      for (int w = 0; w < stride; w++) {
        distance += Long.bitCount(queries[query + w] ^ codes[i * stride + w]);
      }
      at[distance]++;
    }
  }
}
