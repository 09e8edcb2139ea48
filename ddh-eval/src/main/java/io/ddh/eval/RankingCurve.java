package io.ddh.eval;

import java.util.stream.IntStream;

/**
 * Precision of a ranking with ties at the recall levels 0, 0.01, …, 1.
 *
 * <p>Over all orders of tied items the expected counts grow linearly inside a tie: a share f of a
 * tie of n items with p relevant, behind N₀ nearer items with P₀ relevant, holds f·n and f·p. The
 * precision at recall ρ of R relevant items is the expected share of relevant ones where their
 * expected count first reaches ρR: ρR/(N₀ + n·(ρR − P₀)/p). At recall 0 that is its limit from
 * above: p/n of the nearest tie, which is the expected precision of the first item returned.
 */
public final class RankingCurve {
  /** Number of recall levels: one more than hundredths. */
  public static final int LEVELS = 101;

  private RankingCurve() {}

  /** {@return the recall levels 0, 0.01, …, 1} */
  public static double[] levels() {
    return IntStream.range(0, LEVELS).mapToDouble(i -> i / (LEVELS - 1.0)).toArray();
  }

  /**
   * Adds one query's precision at each level.
   *
   * @param all items at each distance 0..K
   * @param relevant relevant items at each distance
   * @param total number of relevant items
   * @param precision sums by level
   */
  static void add(int[] all, int[] relevant, int total, double[] precision) {
    long items = 0;
    long found = 0;
    int level = 0;
    for (int d = 0; d < all.length && level < LEVELS; d++) {
      long n = all[d];
      long p = relevant[d];
      if (p > 0) {
        if (level == 0) {
          precision[level++] += items == 0 ? (double) p / n : 0;
        }
        // Both sides a hundredfold, so that a level at a tie's end is found without rounding.
        for (; level < LEVELS && (long) level * total <= 100 * (found + p); level++) {
          double reached = (double) level * total;
          precision[level] += reached / (100.0 * items + n * (reached - 100.0 * found) / p);
        }
        found += p;
      }
      items += n;
    }
  }
}
