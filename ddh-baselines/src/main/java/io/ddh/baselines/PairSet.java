package io.ddh.baselines;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/**
 * The pairs of rows that a loss is computed over. Rows are numbered so that the rows of each class
 * are consecutive. Each row gets partners at random, both from its own class and from the other
 * classes. A pair counts once, even if its two rows chose each other.
 *
 * @param start first row of each class, followed by the number of rows n
 * @param similar partners of each row from its own class
 * @param dissimilar partners of each row from other classes
 */
record PairSet(int[] start, Lists similar, Lists dissimilar) {

  /**
   * A list of ascending row numbers for each row.
   *
   * @param from position in {@code rows} where each row's list starts; the list ends where the list
   *     of the next row starts
   * @param rows all lists, one after another
   */
  record Lists(int[] from, int[] rows) {
    /** Returns the number of pairs, each counted once. */
    long pairs() {
      return rows.length / 2;
    }
  }

  /**
   * Chooses the pairs at random.
   *
   * @param start first row of each class, followed by the number of rows n
   * @param partners largest number of similar partners, and of dissimilar partners, that are chosen
   *     for a row
   */
  static PairSet draw(int[] start, int partners, long seed) {
    int n = start[start.length - 1];
    Random random = new Random(seed);
    Draws similar = new Draws(n);
    Draws dissimilar = new Draws(n);
    int[] stamp = new int[n];
    Arrays.fill(stamp, -1);
    for (int c = 0; c + 1 < start.length; c++) {
      int from = start[c];
      int size = start[c + 1] - from;
      for (int i = from; i < from + size; i++) {
        int own = i - from;
        stamp[i] = i; // a row is not its own partner
        similar.draw(size - 1, partners, k -> from + (k < own ? k : k + 1), stamp, i, random);
        dissimilar.draw(n - size, partners, k -> k < from ? k : k + size, stamp, i, random);
      }
    }
    return new PairSet(start, similar.lists(), dissimilar.lists());
  }

  int size() {
    return start[start.length - 1];
  }

  int classes() {
    return start.length - 1;
  }

  /** The partners that were chosen for each row, in the order of the rows. */
  private static final class Draws {
    private final int[] from;
    private int[] rows = new int[1024];
    private int count;

    Draws(int n) {
      this.from = new int[n + 1];
    }

    /** Chooses the partners of row i at random; rows must be passed in ascending order. */
    void draw(int candidates, int most, IntUnaryOperator row, int[] stamp, int i, Random random) {
      int wanted = Math.min(candidates, most);
      if (rows.length - count < wanted) {
        rows = Arrays.copyOf(rows, Math.max(Math.addExact(count, wanted), rows.length / 2 * 3));
      }
      for (int k = 0; k < wanted; k++) {
        int drawn = row.applyAsInt(wanted == candidates ? k : random.nextInt(candidates));
        while (stamp[drawn] == i) {
          drawn = row.applyAsInt(random.nextInt(candidates));
        }
        stamp[drawn] = i;
        rows[count++] = drawn;
      }
      from[i + 1] = count;
    }

    /**
     * Returns the lists of partners, in which each pair appears once in the list of each of its two
     * rows.
     */
    Lists lists() {
      int n = from.length - 1;
      int[] at = new int[n + 1];
      for (int i = 0; i < n; i++) {
        at[i + 1] += from[i + 1] - from[i];
        for (int e = from[i]; e < from[i + 1]; e++) {
          at[rows[e] + 1]++;
        }
      }
      Arrays.parallelPrefix(at, Math::addExact);
      int[] both = new int[at[n]];
      int[] next = Arrays.copyOf(at, n);
      for (int i = 0; i < n; i++) {
        for (int e = from[i]; e < from[i + 1]; e++) {
          both[next[i]++] = rows[e];
          both[next[rows[e]]++] = i;
        }
      }
      int kept = 0;
      for (int i = 0; i < n; i++) {
        int begin = at[i];
        int end = at[i + 1];
        Arrays.sort(both, begin, end);
        at[i] = kept;
        for (int e = begin; e < end; e++) {
          if (e == begin || both[e] != both[e - 1]) {
            both[kept++] = both[e];
          }
        }
      }
      at[n] = kept;
      return new Lists(at, Arrays.copyOf(both, kept));
    }
  }
}
