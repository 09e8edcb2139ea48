package io.ddh.eval;

/**
 * Expected average precision of the first k items of a ranking with ties, over all orders of tied
 * items. AP@k is the sum of the precisions at the relevant items among the first k, divided either
 * by the number of these relevant items or by the number of all relevant items. If the cut at k
 * falls inside a tie, the number of relevant items among the first k is itself random.
 */
final class CutRanking {
  /**
   * Numbers of hits whose probability is below this share of the highest probability are ignored,
   * since they are too unlikely to change any digit of the result.
   */
  private static final double NEGLIGIBLE = 1e-25;

  private final TiedRanking ties;

  CutRanking(TiedRanking ties) {
    this.ties = ties;
  }

  /**
   * Average precision of the first k items for one query, computed with each of the two
   * denominators.
   *
   * @param byHits expected value of the sum of precisions divided by the number of relevant items
   *     among the first k; 0 if none of these items is relevant
   * @param byRelevant expected value of the sum of precisions divided by the number of all relevant
   *     items
   */
  record AveragePrecision(double byHits, double byRelevant) {}

  /**
   * Computes the expected average precision of one query.
   *
   * @param all number of items at each distance 0..K
   * @param relevant number of relevant items at each distance 0..K
   * @param total number of relevant items
   * @param k number of items returned, ≥ 1; a number above the gallery's size returns all items
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
   * Adds the contribution of the tie into which the cut at k falls. Of the n items of this tie,
   * {@code taken} are returned. The number of relevant items among those returned has a
   * hypergeometric distribution; given that number, the returned items are treated as a tie of
   * {@code taken} items.
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
