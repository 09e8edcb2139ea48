package io.ddh.retrieval;

import static io.ddh.retrieval.CodeBlocks.BLOCK;

/**
 * Computes distances of one query to the codes of a block. The loops of {@link #anyBelow} store
 * nothing; they only read and combine the signs of (distance − cut). The JVM's C2 compiler turns
 * such a loop into vector instructions, including the bit counts where the processor has an
 * instruction for them. Storing the distances would prevent that, since C2 cannot prove that the
 * array of distances is not the array of codes. Nor does Java 17 vectorise a minimum, nested loops,
 * or a loop that reads many lanes of the query from its array.
 */
public final class BlockKernel {
  private BlockKernel() {}

  /**
   * {@return whether any of n consecutive codes is nearer than the cut}
   *
   * @param lanes number of lanes per code: 1, 2, 4, 8 or 16
   * @param codes lanes of a block; lane w of the first code is at index {@code at + w * BLOCK}
   * @param at index of lane 0 of the first code in {@code codes}
   * @param n number of codes to compare
   * @param queries lanes of the queries
   * @param q index of the query's first lane in {@code queries}
   * @param cut a code is near enough if its distance is below this number
   */
  public static boolean anyBelow(
      int lanes, int[] codes, int at, int n, int[] queries, int q, int cut) {
    return switch (lanes) {
      case 1 -> any1(codes, at, n, queries[q], cut);
      case 2 -> any2(codes, at, n, queries[q], queries[q + 1], cut);
      case 4 -> any4(codes, at, n, queries, q, cut);
      case 8 -> any8(codes, at, n, queries, q, cut);
      // The distance of half the code is at most that of the whole code, so the first half often
      // decides.
      default -> any8(codes, at, n, queries, q, cut) && any16(codes, at, n, queries, q, cut);
    };
  }

  private static boolean any1(int[] c, int at, int n, int q0, int cut) {
    int signs = 0;
    for (int i = at; i < at + n; i++) {
      signs |= Integer.bitCount(c[i] ^ q0) - cut;
    }
    return signs < 0;
  }

  private static boolean any2(int[] c, int at, int n, int q0, int q1, int cut) {
    int signs = 0;
    for (int i = at; i < at + n; i++) {
      signs |= two(c, i, q0, q1) - cut;
    }
    return signs < 0;
  }

  private static boolean any4(int[] c, int at, int n, int[] query, int q, int cut) {
    int q0 = query[q];
    int q1 = query[q + 1];
    int q2 = query[q + 2];
    int q3 = query[q + 3];
    int signs = 0;
    for (int i = at; i < at + n; i++) {
      signs |= two(c, i, q0, q1) + two(c, i + 2 * BLOCK, q2, q3) - cut;
    }
    return signs < 0;
  }

  private static boolean any8(int[] c, int at, int n, int[] query, int q, int cut) {
    int q0 = query[q];
    int q1 = query[q + 1];
    int q2 = query[q + 2];
    int q3 = query[q + 3];
    int q4 = query[q + 4];
    int q5 = query[q + 5];
    int q6 = query[q + 6];
    int q7 = query[q + 7];
    int signs = 0;
    for (int i = at; i < at + n; i++) {
      signs |=
          two(c, i, q0, q1)
              + two(c, i + 2 * BLOCK, q2, q3)
              + two(c, i + 4 * BLOCK, q4, q5)
              + two(c, i + 6 * BLOCK, q6, q7)
              - cut;
    }
    return signs < 0;
  }

  private static boolean any16(int[] c, int at, int n, int[] query, int q, int cut) {
    int q0 = query[q];
    int q1 = query[q + 1];
    int q2 = query[q + 2];
    int q3 = query[q + 3];
    int q4 = query[q + 4];
    int q5 = query[q + 5];
    int q6 = query[q + 6];
    int q7 = query[q + 7];
    int q8 = query[q + 8];
    int q9 = query[q + 9];
    int q10 = query[q + 10];
    int q11 = query[q + 11];
    int q12 = query[q + 12];
    int q13 = query[q + 13];
    int q14 = query[q + 14];
    int q15 = query[q + 15];
    int signs = 0;
    for (int i = at; i < at + n; i++) {
      signs |=
          two(c, i, q0, q1)
              + two(c, i + 2 * BLOCK, q2, q3)
              + two(c, i + 4 * BLOCK, q4, q5)
              + two(c, i + 6 * BLOCK, q6, q7)
              + two(c, i + 8 * BLOCK, q8, q9)
              + two(c, i + 10 * BLOCK, q10, q11)
              + two(c, i + 12 * BLOCK, q12, q13)
              + two(c, i + 14 * BLOCK, q14, q15)
              - cut;
    }
    return signs < 0;
  }

  /**
   * Returns the number of bits in which two successive lanes of a code differ from the same lanes
   * of the query.
   */
  private static int two(int[] c, int i, int q0, int q1) {
    return Integer.bitCount(c[i] ^ q0) + Integer.bitCount(c[i + BLOCK] ^ q1);
  }

  /**
   * Returns the number of the first code in [from, to) that is nearer than the cut, or {@code to}
   * if there is no such code.
   */
  static int next(int lanes, int[] codes, int at, int from, int to, int[] queries, int q, int cut) {
    int j = from;
    if (lanes == 2) {
      while (j < to && two(codes, at + j, queries[q], queries[q + 1]) >= cut) {
        j++;
      }
    } else {
      while (j < to && distance(lanes, codes, at + j, queries, q) >= cut) {
        j++;
      }
    }
    return j;
  }

  /**
   * {@return the Hamming distance of one code to the query}
   *
   * @param lanes number of lanes per code: 1, 2, 4, 8 or 16
   * @param codes lanes of a block
   * @param at index of lane 0 of the code in {@code codes}
   * @param queries lanes of the queries
   * @param q index of the query's first lane in {@code queries}
   */
  public static int distance(int lanes, int[] codes, int at, int[] queries, int q) {
    int d = 0;
    for (int w = 0; w < lanes; w++) {
      d += Integer.bitCount(codes[at + w * BLOCK] ^ queries[q + w]);
    }
    return d;
  }
}
