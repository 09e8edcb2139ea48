package io.ddh.eval;

import io.ddh.core.Check;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sums of metrics and curves over queries. Each block of queries has a tally of its own; the
 * tallies are added up in block order.
 */
final class Tally {
  final double[] precision;
  final double[] recall;
  final double[] empty;
  final double[] precisionAtN;
  final double[] pairs;
  final double[] relevantPairs;
  final double[] ranking = new double[RankingCurve.LEVELS];
  final double[] mapByHits;
  final double[] mapByRelevant;
  final double[][] values;
  int withoutRelevant;

  /**
   * Creates a tally of zeros.
   *
   * @param bins number of distances, K + 1
   * @param cutoffs number of values of N for precision at N
   * @param mapCutoffs number of values of k for MAP of the first k
   * @param metrics metrics whose values are summed
   */
  Tally(int bins, int cutoffs, int mapCutoffs, List<Metric> metrics) {
    precision = new double[bins];
    recall = new double[bins];
    empty = new double[bins];
    precisionAtN = new double[cutoffs];
    pairs = new double[bins];
    relevantPairs = new double[bins];
    mapByHits = new double[mapCutoffs];
    mapByRelevant = new double[mapCutoffs];
    values = metrics.stream().map(m -> new double[m.values().size()]).toArray(double[][]::new);
  }

  /**
   * Adds one query's numbers of pairs at each distance, and its precision and recall at each
   * radius. If no item lies within a radius, the precision there is 0.
   */
  void addRadii(int[] all, int[] relevant, int total) {
    int items = 0;
    int found = 0;
    for (int r = 0; r < precision.length; r++) {
      int n = all[r];
      int p = relevant[r];
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
   * Adds one query's expected precision at each N. If the cut at N falls inside a tie, each item of
   * the tie is equally likely to be returned.
   */
  void addCutoffs(int[] all, int[] relevant, int[] cutoffs) {
    int items = 0;
    int found = 0;
    int d = 0;
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

  /** Adds one query's expected average precision of the first k items, for each k. */
  void addMapCutoffs(CutRanking ranking, int[] all, int[] relevant, int total, int[] cutoffs) {
    for (int j = 0; j < cutoffs.length; j++) {
      CutRanking.AveragePrecision ap = ranking.averagePrecision(all, relevant, total, cutoffs[j]);
      mapByHits[j] += ap.byHits();
      mapByRelevant[j] += ap.byRelevant();
    }
  }

  /** Adds one query's values of each metric. */
  void addValues(List<Metric> metrics, RankedQuery query) {
    for (int m = 0; m < values.length; m++) {
      double[] own = metrics.get(m).of(query);
      Check.that(
          own.length == values[m].length,
          "metric %s must give %d values per query, found %d",
          metrics.get(m).getClass().getName(),
          values[m].length,
          own.length);
      addTo(values[m], own);
    }
  }

  /** Adds the sums of another tally to this one. */
  void add(Tally other) {
    List<double[]> sums = sums();
    for (int i = 0; i < sums.size(); i++) {
      addTo(sums.get(i), other.sums().get(i));
    }
    withoutRelevant += other.withoutRelevant;
  }

  private List<double[]> sums() {
    double[][] fixed = {
      precision,
      recall,
      empty,
      precisionAtN,
      pairs,
      relevantPairs,
      ranking,
      mapByHits,
      mapByRelevant
    };
    return Stream.of(fixed, values).flatMap(Arrays::stream).toList();
  }

  private static void addTo(double[] sums, double[] values) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }
}
