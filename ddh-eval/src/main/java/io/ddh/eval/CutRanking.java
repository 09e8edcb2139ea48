package io.ddh.eval;

/**
 * Average precision of the first k of rankings with ties, expected over all orders of tied items.
 * AP@k is the sum of the precisions at the relevant items among the first k, divided by their
 * number, which is itself random where k cuts a tie, or by the number of all relevant items.
 */
final class CutRanking {
  /** Numbers of hits less likely than the likeliest one by this factor do not change a digit. */
  private static final double NEGLIGIBLE = 1e-25;

  private final TiedRanking ties;

  CutRanking(TiedRanking ties) {
    this.ties = ties;
  }

  /**
   * The two values of one query.
   *
   * @param byHits expected quotient, 0 where nothing relevant is among the first k
   * @param byRelevant divided by all relevant items
   */
  record AveragePrecision(double byHits, double byRelevant) {}

  /**
   * The expectations of one query.
   *
   * @param all items at each distance 0..K
   * @param relevant relevant items at each distance
   * @param total number of relevant items
   * @param k items returned, ≥ 1; beyond the gallery's size: all
   */
  AveragePrecision averagePrecision(int[] all, int[] relevant, int total, int k) {
    double sum = 0;
    int items = 0;
    int found = 0;
    for (int d = 0; items < k && found < total; d++) {
      int n = all[d];
      int p = relevant[d];
      if (p > 0 && n > k - items) {
        return cut(sum, items, found, n, p, k - items, total);
      }
      if (p > 0) {
        sum += ties.expected(items, found, n, p);
        found += p;
      }
      items += n;
    }
    return new AveragePrecision(found == 0 ? 0 : sum / found, total == 0 ? 0 : sum / total);
  }

  /**
   * Adds the tie that k cuts, of which {@code taken} of n items are returned. The number of
   * relevant ones among them is distributed hypergeometrically; given that number, they rank like a
   * tie of {@code taken} items.
   */
  private AveragePrecision cut(
      double sum, int items, int found, int n, int p, int taken, int total) {
    int least = Math.max(0, taken - (n - p));
    int most = Math.min(p, taken);
    int mode = (int) ((p + 1L) * (taken + 1L) / (n + 2L));
    mode = Math.min(most, Math.max(least, mode));
    double weights = 0;
    double byHits = 0;
    double cutSum = 0;
    for (int step = 1; step >= -1; step -= 2) { // from the likeliest number up, then down
      double weight = 1;
      for (int h = mode; h >= least && h <= most && weight > NEGLIGIBLE; h += step) {
        if (h != mode || step > 0) {
          double precisions = ties.expected(items, found, taken, h);
          weights += weight;
          cutSum += weight * precisions;
          byHits += found + h == 0 ? 0 : weight * (sum + precisions) / (found + h);
        }
        weight *=
            step > 0
                ? (double) (p - h) * (taken - h) / ((h + 1.0) * (n - p - taken + h + 1.0))
                : (double) h * (n - p - taken + h) / ((p - h + 1.0) * (taken - h + 1.0));
      }
    }
    return new AveragePrecision(byHits / weights, (sum + cutSum / weights) / total);
  }
}
