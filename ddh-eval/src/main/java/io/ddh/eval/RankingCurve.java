package io.ddh.eval;

import java.util.stream.IntStream;

/**
 * Precision of a ranking with ties at the recall levels 0, 0.01, …, 1.
 *
 * <p>Averaged over all orders of tied items, the number of relevant items grows linearly inside a
 * tie. Let a tie have n items, p of them relevant, and let N₀ items be nearer, P₀ of them relevant.
 * For any share f, the first f·n items of the tie then include f·p relevant ones on average. With R
 * relevant items in total, the precision at recall ρ is taken where the expected number of relevant
 * items first reaches ρR; the precision there is ρR/(N₀ + n·(ρR − P₀)/p). At recall 0 the limit
 * from above is used. This limit is p/n of the nearest tie, which is the expected precision of the
 * first item returned.
 */
public final class RankingCurve {
  /** Number of recall levels, from 0 to 1 in steps of 0.01. */
  public static final int LEVELS = 101;

  private RankingCurve() {}

  /** {@return the recall levels 0, 0.01, …, 1} */
  public static double[] levels() {
    return IntStream.range(0, LEVELS).mapToDouble(i -> i / (LEVELS - 1.0)).toArray();
  }

  /**
   * Adds one query's precision at each level.
   *
   * @param all number of items at each distance 0..K
   * @param relevant number of relevant items at each distance 0..K
   * @param total number of relevant items
   * @param precision sum of precisions at each recall level, to which the query's values are added
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
        // Both sides are multiplied by 100, so that a level at the end of a tie is found without
        // rounding.
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
