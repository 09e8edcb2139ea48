package io.ddh.retrieval;

import static io.ddh.retrieval.CodeBlocks.BLOCK;

/**
 * Distances of one query to codes of a block. The loops of {@link #anyBelow} only read, and join
 * the signs of (distance − cut): in this form C2 makes vector instructions of all of it, popcount
 * too, on processors that have one. Writing the distances down would stop it (it can't tell the two
 * int arrays apart), and a minimum is not vectorised by Java 17.
 */
public final class BlockKernel {
  private BlockKernel() {}

  /**
   * Whether a code of a run is nearer than the cut.
   *
   * @param lanes of a code: 1, 2, 4, 8 or 16
   * @param codes lanes of a block, lane w of the first code at at + w·BLOCK
   * @param n codes of the run
   * @param queries lanes of the queries
   * @param q where the query's begin
   * @param cut distances below it count
   */
  public static boolean anyBelow(
      int lanes, int[] codes, int at, int n, int[] queries, int q, int cut) {
    return switch (lanes) {
      case 1 -> any1(codes, at, n, queries[q], cut);
      case 2 -> any2(codes, at, n, queries[q], queries[q + 1], cut);
      case 4 -> any4(codes, at, n, queries, q, cut);
      case 8 -> any8(codes, at, n, queries, q, cut);
      default -> any16(codes, at, n, queries, q, cut);
    };
  }

  private static boolean any1(int[] c, int at, int n, int q0, int cut) {
    int signs = 0;
    for (int i = 0; i < n; i++) {
      signs |= Integer.bitCount(c[at + i] ^ q0) - cut;
    }
    return signs < 0;
  }

  private static boolean any2(int[] c, int at, int n, int q0, int q1, int cut) {
    int at1 = at + BLOCK;
    int signs = 0;
    for (int i = 0; i < n; i++) {
      signs |= Integer.bitCount(c[at + i] ^ q0) + Integer.bitCount(c[at1 + i] ^ q1) - cut;
    }
    return signs < 0;
  }

  private static boolean any4(int[] c, int at, int n, int[] query, int q, int cut) {
    int q0 = query[q];
    int q1 = query[q + 1];
    int q2 = query[q + 2];
    int q3 = query[q + 3];
    int at1 = at + BLOCK;
    int at2 = at + 2 * BLOCK;
    int at3 = at + 3 * BLOCK;
    int signs = 0;
    for (int i = 0; i < n; i++) {
      signs |=
          Integer.bitCount(c[at + i] ^ q0)
              + Integer.bitCount(c[at1 + i] ^ q1)
              + Integer.bitCount(c[at2 + i] ^ q2)
              + Integer.bitCount(c[at3 + i] ^ q3)
              - cut;
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
    int at1 = at + BLOCK;
    int at2 = at + 2 * BLOCK;
    int at3 = at + 3 * BLOCK;
    int at4 = at + 4 * BLOCK;
    int at5 = at + 5 * BLOCK;
    int at6 = at + 6 * BLOCK;
    int at7 = at + 7 * BLOCK;
    int signs = 0;
    for (int i = 0; i < n; i++) {
      signs |=
          Integer.bitCount(c[at + i] ^ q0)
              + Integer.bitCount(c[at1 + i] ^ q1)
              + Integer.bitCount(c[at2 + i] ^ q2)
              + Integer.bitCount(c[at3 + i] ^ q3)
              + Integer.bitCount(c[at4 + i] ^ q4)
              + Integer.bitCount(c[at5 + i] ^ q5)
              + Integer.bitCount(c[at6 + i] ^ q6)
              + Integer.bitCount(c[at7 + i] ^ q7)
              - cut;
    }
    return signs < 0;
  }

  private static boolean any16(int[] c, int at, int n, int[] query, int q, int cut) {
    // Half a code can't be farther than all of it: mostly that is answer enough.
    return any8(c, at, n, query, q, cut) && full16(c, at, n, query, q, cut);
  }

  private static boolean full16(int[] c, int at, int n, int[] query, int q, int cut) {
    int q0 = query[q + 0];
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
    int at1 = at + 1 * BLOCK;
    int at2 = at + 2 * BLOCK;
    int at3 = at + 3 * BLOCK;
    int at4 = at + 4 * BLOCK;
    int at5 = at + 5 * BLOCK;
    int at6 = at + 6 * BLOCK;
    int at7 = at + 7 * BLOCK;
    int at8 = at + 8 * BLOCK;
    int at9 = at + 9 * BLOCK;
    int at10 = at + 10 * BLOCK;
    int at11 = at + 11 * BLOCK;
    int at12 = at + 12 * BLOCK;
    int at13 = at + 13 * BLOCK;
    int at14 = at + 14 * BLOCK;
    int at15 = at + 15 * BLOCK;
    int signs = 0;
    for (int i = 0; i < n; i++) {
      signs |=
          Integer.bitCount(c[at + i] ^ q0)
              + Integer.bitCount(c[at1 + i] ^ q1)
              + Integer.bitCount(c[at2 + i] ^ q2)
              + Integer.bitCount(c[at3 + i] ^ q3)
              + Integer.bitCount(c[at4 + i] ^ q4)
              + Integer.bitCount(c[at5 + i] ^ q5)
              + Integer.bitCount(c[at6 + i] ^ q6)
              + Integer.bitCount(c[at7 + i] ^ q7)
              + Integer.bitCount(c[at8 + i] ^ q8)
              + Integer.bitCount(c[at9 + i] ^ q9)
              + Integer.bitCount(c[at10 + i] ^ q10)
              + Integer.bitCount(c[at11 + i] ^ q11)
              + Integer.bitCount(c[at12 + i] ^ q12)
              + Integer.bitCount(c[at13 + i] ^ q13)
              + Integer.bitCount(c[at14 + i] ^ q14)
              + Integer.bitCount(c[at15 + i] ^ q15)
              - cut;
    }
    return signs < 0;
  }

  /** The first of the codes [from, to) that is nearer than the cut; to if there is none. */
  static int next(int lanes, int[] codes, int at, int from, int to, int[] queries, int q, int cut) {
    if (lanes == 2) {
      return next2(codes, at, from, to, queries[q], queries[q + 1], cut);
    }
    int j = from;
    while (j < to && distance(lanes, codes, at + j, queries, q) >= cut) {
      j++;
    }
    return j;
  }

  private static int next2(int[] c, int at, int from, int to, int q0, int q1, int cut) {
    int j = from;
    while (j < to
        && Integer.bitCount(c[at + j] ^ q0) + Integer.bitCount(c[at + BLOCK + j] ^ q1) >= cut) {
      j++;
    }
    return j;
  }

  /** Distance of one code. */
  public static int distance(int lanes, int[] codes, int at, int[] queries, int q) {
    int d = 0;
    for (int w = 0; w < lanes; w++) {
      d += Integer.bitCount(codes[at + w * BLOCK] ^ queries[q + w]);
    }
    return d;
  }
}
