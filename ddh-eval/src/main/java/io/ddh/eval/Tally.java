package io.ddh.eval;

/** Sums over queries; tallies of blocks of queries are added up in block order. */
final class Tally {
  final double[] precision;
  final double[] recall;
  final double[] empty;
  final double[] precisionAtN;
  final long[] pairs;
  final long[] relevantPairs;
  final double[] ranking = new double[RankingCurve.LEVELS];
  final double[] mapByHits;
  final double[] mapByRelevant;
  double low;
  double high;
  int withoutRelevant;

  /**
   * @param bins distances 0..K
   * @param cutoffs how many N of precision
   * @param mapCutoffs how many k of MAP
   */
  Tally(int bins, int cutoffs, int mapCutoffs) {
    precision = new double[bins];
    recall = new double[bins];
    empty = new double[bins];
    precisionAtN = new double[cutoffs];
    pairs = new long[bins];
    relevantPairs = new long[bins];
    mapByHits = new double[mapCutoffs];
    mapByRelevant = new double[mapCutoffs];
  }

  /**
   * Adds one query's pairs at each distance, and its precision and recall at each radius; an empty
   * ball has precision 0.
   */
  void addRadii(int[] all, int[] relevant, int offset, int total) {
    int items = 0;
    int found = 0;
    for (int r = 0; r < precision.length; r++) {
      int n = all[offset + r];
      int p = relevant[offset + r];
      pairs[r] += n;
      relevantPairs[r] += p;
      items += n;
      found += p;
      if (items == 0) {
        empty[r]++;
      } else if (found > 0) {
        precision[r] += (double) found / items;
        recall[r] += (double) found / total;
      }
    }
  }

  /**
   * Adds one query's expected precision at each N: of a tie that N cuts, every item is equally
   * likely to be in.
   */
  void addCutoffs(int[] all, int[] relevant, int offset, int[] cutoffs) {
    int items = 0;
    int found = 0;
    int d = offset;
    for (int j = 0; j < cutoffs.length; j++) {
      int n = cutoffs[j];
      while (items + all[d] < n) {
        items += all[d];
        found += relevant[d];
        d++;
      }
      precisionAtN[j] += (found + (double) relevant[d] * (n - items) / all[d]) / n;
    }
  }

  /** Adds one query's expected AP of the first k, for each k. */
  void addMapCutoffs(
      CutRanking ranking, int[] all, int[] relevant, int offset, int total, int[] cutoffs) {
    for (int j = 0; j < cutoffs.length; j++) {
      CutRanking.AveragePrecision ap =
          ranking.averagePrecision(all, relevant, offset, precision.length, total, cutoffs[j]);
      mapByHits[j] += ap.byHits();
      mapByRelevant[j] += ap.byRelevant();
    }
  }

  /** Adds another tally. */
  void add(Tally other) {
    addTo(precision, other.precision);
    addTo(recall, other.recall);
    addTo(empty, other.empty);
    addTo(precisionAtN, other.precisionAtN);
    addTo(ranking, other.ranking);
    addTo(mapByHits, other.mapByHits);
    addTo(mapByRelevant, other.mapByRelevant);
    for (int d = 0; d < pairs.length; d++) {
      pairs[d] += other.pairs[d];
      relevantPairs[d] += other.relevantPairs[d];
    }
    low += other.low;
    high += other.high;
    withoutRelevant += other.withoutRelevant;
  }

  private static void addTo(double[] sums, double[] values) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }
}
