package io.ddh.eval;

/**
 * Average precision of rankings with ties, computed from two histograms over distance, one of all
 * items and one of the relevant items. The items at the same distance form a tie. A tie has n
 * items, p of them relevant, and N₀ items are nearer, P₀ of them relevant.
 */
final class TiedRanking {
  private final Harmonic harmonic;

  /** Prepares the computation for galleries of up to {@code size} items. */
  TiedRanking(int size) {
    harmonic = new Harmonic(size);
  }

  /**
   * The average precision of one query over all orders of ties (expected), in the worst order (low)
   * and in the best order (high); all 0 if no item is relevant.
   */
  record AveragePrecision(double expected, double low, double high) {}

  /**
   * Computes the average precision of one query.
   *
   * @param all number of items at each distance 0..K
   * @param relevant number of relevant items at each distance 0..K
   * @param total number of relevant items
   */
  AveragePrecision averagePrecision(int[] all, int[] relevant, int total) {
    if (total == 0) {
      return new AveragePrecision(0, 0, 0);
    }
    double expected = 0;
    double low = 0;
    double high = 0;
    int items = 0;
    int found = 0;
    for (int d = 0; found < total; d++) {
      int n = all[d];
      int p = relevant[d];
      if (p > 0) {
        expected += expected(items, found, n, p);
        high += run(items, found, p);
        low += run(items + n - p, found, p);
        found += p;
      }
      items += n;
    }
    return new AveragePrecision(expected / total, low / total, high / total);
  }

  /**
   * Returns a tie's expected sum of precisions at its relevant items, p/n·Σ_{t=1..n}
   * (P₀+1+(t−1)·b)/(N₀+t) with b = (p−1)/(n−1) (McSherry &amp; Najork 2008). Each term is rewritten
   * as b + (P₀+1−b−b·N₀)/(N₀+t), so that only reciprocals remain to be summed.
   */
  double expected(int items, int found, int n, int p) {
    double b = n == 1 ? 0 : (p - 1.0) / (n - 1.0);
    double rest = found + 1 - b - b * items;
    return p * (b + rest * harmonic.between(items, items + n) / n);
  }

  /**
   * Returns the sum of precisions Σ_{t=1..p} (P₀+t)/(N₀+t) of p relevant items that directly follow
   * N₀ items, P₀ of them relevant, without other items between them.
   */
  private double run(int items, int found, int p) {
    return p + ((double) found - items) * harmonic.between(items, items + p);
  }
}
