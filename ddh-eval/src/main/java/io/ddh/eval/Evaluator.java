package io.ddh.eval;

import io.ddh.core.Check;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Computes exact metrics of Hamming rankings. {@link Metrics} defines each metric; {@link
 * MeanAveragePrecision} gives the formula of MAP. Every gallery item is ranked for every query; an
 * item is relevant when its label equals the query's. One pass counts, for each query, the items
 * and the relevant items at each distance 0..K, and all metrics are computed from these counts.
 * Ties are therefore treated exactly, and nothing is sorted.
 *
 * <p>A query without any relevant gallery item has average precision, precision and recall 0 and is
 * included in every mean. The results do not depend on the number of threads.
 */
public final class Evaluator {
  /**
   * Number of queries per block. Sums are added up in query order within a block, then in block
   * order, so that the result does not depend on the number of threads.
   */
  private static final int BLOCK = 32;

  /**
   * Number of gallery words that are compared with all queries of a block before the next words are
   * loaded. These words take 32 KiB and fit into the cache.
   */
  private static final int TILE = 4096;

  private Evaluator() {}

  /**
   * Evaluates queries against a gallery on all cores with the built-in metrics, without MAP of the
   * first k.
   *
   * @param queries codes and labels of the queries, with at least one code; each code has K bits
   * @param gallery codes and labels of the gallery, with at least one code; each code has K bits
   * @param atN each N for which precision at N is computed, from 1 to the gallery's size
   * @param progress receives the number of queries done
   * @return all metrics and curves
   * @see #evaluate(LabeledCodes, LabeledCodes, List, int[], int[], Progress)
   */
  public static Evaluation evaluate(
      LabeledCodes queries, LabeledCodes gallery, int[] atN, Progress progress) {
    return evaluate(queries, gallery, Metrics.ours(), atN, new int[0], progress);
  }

  /**
   * Evaluates queries against a gallery on all cores.
   *
   * @param queries codes and labels of the queries, with at least one code; each code has K bits
   * @param gallery codes and labels of the gallery, with at least one code; each code has K bits
   * @param metrics metrics to compute besides precision at N, MAP of the first k and the curves;
   *     see {@link Metrics#with}
   * @param atN each N for which precision at N is computed, from 1 to the gallery's size, in any
   *     order; see {@link #fitting}. Duplicates count once
   * @param mapAt each k for which MAP of the first k is computed, at least 1, in any order. If k
   *     exceeds the gallery's size, the whole gallery is ranked and both MAPs of the first k equal
   *     the MAP. Duplicates count once
   * @param progress receives the number of queries done
   * @return all metrics and curves
   * @throws IllegalArgumentException if queries or gallery are empty, their code lengths differ, a
   *     k is below 1, or an N is below 1 or above the gallery's size (fewer than N items could be
   *     returned)
   */
  public static Evaluation evaluate(
      LabeledCodes queries,
      LabeledCodes gallery,
      List<Metric> metrics,
      int[] atN,
      int[] mapAt,
      Progress progress) {
    Check.atLeast("number of queries", queries.size(), 1);
    Check.atLeast("gallery size", gallery.size(), 1);
    Check.that(
        queries.codes().bits() == gallery.codes().bits(),
        "query codes must have %d bits, as the gallery's codes have, found %d",
        gallery.codes().bits(),
        queries.codes().bits());
    int[] cutoffs = Arrays.stream(atN).sorted().distinct().toArray();
    for (int n : cutoffs) {
      Check.inRange("N of precision at N", n, 1, gallery.size());
    }
    int[] mapCutoffs = Arrays.stream(mapAt).sorted().distinct().toArray();
    for (int k : mapCutoffs) {
      Check.atLeast("k of MAP", k, 1);
    }
    Pass pass =
        new Pass(
            queries,
            new GroupedGallery(gallery),
            List.copyOf(metrics),
            cutoffs,
            mapCutoffs,
            new TiedRanking(gallery.size()),
            new double[queries.size()]);
    Tally[] tallies = new Tally[(queries.size() + BLOCK - 1) / BLOCK];
    AtomicLong done = new AtomicLong();
    Parallel.blocks(
        queries.size(),
        BLOCK,
        (from, to) -> {
          tallies[from / BLOCK] = pass.block(from, to);
          progress.report("queries evaluated", done.addAndGet(to - from), queries.size());
        });
    Tally sum = pass.tally();
    Arrays.stream(tallies).forEach(sum::add);
    return pass.result(sum);
  }

  /**
   * {@return those of the given values of N that are at most the gallery's size, in the given
   * order}
   *
   * @param atN candidate values of N for precision at N, in any order
   * @param gallerySize number of items in the gallery
   */
  public static int[] fitting(int[] atN, int gallerySize) {
    return Arrays.stream(atN).filter(n -> n <= gallerySize).toArray();
  }

  /**
   * One comparison of all queries with the gallery. The pass fills in the average precision of each
   * query.
   */
  private record Pass(
      LabeledCodes queries,
      GroupedGallery gallery,
      List<Metric> metrics,
      int[] cutoffs,
      int[] mapCutoffs,
      TiedRanking ranking,
      double[] averagePrecision) {
    private int bins() {
      return queries.codes().bits() + 1;
    }

    Tally tally() {
      return new Tally(bins(), cutoffs.length, mapCutoffs.length, metrics);
    }

    Tally block(int from, int to) {
      int stride = queries.codes().stride();
      long[] queryWords = queries.codes().words();
      DistanceCounter counter = new DistanceCounter(stride);
      int[][] all = new int[to - from][bins()];
      int step = Math.max(1, TILE / stride);
      int size = gallery.words().length / stride;
      for (int tile = 0; tile < size; tile += step) {
        int end = Math.min(size, tile + step);
        for (int q = from; q < to; q++) {
          counter.count(queryWords, q, gallery.words(), tile, end, all[q - from]);
        }
      }
      Tally tally = tally();
      CutRanking cutRanking = new CutRanking(ranking);
      for (int q = from; q < to; q++) {
        int[] items = all[q - from];
        int[] relevant = new int[bins()];
        int[] own = gallery.range(queries.labels()[q]);
        int total = own[1] - own[0];
        counter.count(queryWords, q, gallery.words(), own[0], own[1], relevant);
        TiedRanking.AveragePrecision ap = ranking.averagePrecision(items, relevant, total);
        averagePrecision[q] = ap.expected();
        tally.withoutRelevant += total == 0 ? 1 : 0;
        tally.addValues(metrics, new RankedQuery(items, relevant, total, ap));
        tally.addRadii(items, relevant, total);
        tally.addCutoffs(items, relevant, cutoffs);
        tally.addMapCutoffs(cutRanking, items, relevant, total, mapCutoffs);
        RankingCurve.add(items, relevant, total, tally.ranking);
      }
      return tally;
    }

    Evaluation result(Tally sum) {
      double n = queries.size();
      double[] precision = divide(sum.precision, n);
      double[] precisionAtN = divide(sum.precisionAtN, n);
      Map<String, Double> values = new LinkedHashMap<>();
      for (int m = 0; m < metrics.size(); m++) {
        List<MetricInfo> infos = metrics.get(m).values();
        for (int v = 0; v < infos.size(); v++) {
          values.put(infos.get(v).key(), sum.values[m][v] / n);
        }
        if (metrics.get(m) instanceof MeanAveragePrecision) {
          values.put(Metrics.PRECISION_RADIUS_2, precision[Math.min(2, bins() - 1)]);
        }
      }
      // Summed in query order, so that the MAP equals, to the last digit, the mean of the average
      // precisions that the evaluation stores.
      values.replace(Metrics.MAP, sum(averagePrecision) / n);
      for (int j = 0; j < cutoffs.length; j++) {
        values.put(Metrics.precisionAt(cutoffs[j]), precisionAtN[j]);
      }
      for (int j = 0; j < mapCutoffs.length; j++) {
        values.put(Metrics.mapAtByHits(mapCutoffs[j]), sum.mapByHits[j] / n);
        values.put(Metrics.mapAtByRelevant(mapCutoffs[j]), sum.mapByRelevant[j] / n);
      }
      return new Evaluation(
          Collections.unmodifiableMap(values),
          curves(sum, precision, precisionAtN),
          averagePrecision,
          sum.withoutRelevant);
    }

    private Map<String, Map<String, double[]>> curves(
        Tally sum, double[] precision, double[] precisionAtN) {
      double n = queries.size();
      Map<String, double[]> radii = new LinkedHashMap<>();
      radii.put("radius", IntStream.range(0, bins()).asDoubleStream().toArray());
      radii.put("recall", divide(sum.recall, n));
      radii.put("precision", precision);
      radii.put("empty", sum.empty);
      Map<String, double[]> atN = new LinkedHashMap<>();
      atN.put("n", Arrays.stream(cutoffs).asDoubleStream().toArray());
      atN.put("precision", precisionAtN);
      Map<String, Map<String, double[]>> curves = new LinkedHashMap<>();
      curves.put(Metrics.PRECISION_RECALL, Collections.unmodifiableMap(radii));
      curves.put(
          Metrics.PRECISION_RECALL_POOLED,
          Map.of("pairs", sum.pairs, "relevant", sum.relevantPairs));
      curves.put(Metrics.PRECISION_RECALL_RANKING, Map.of("precision", divide(sum.ranking, n)));
      curves.put(Metrics.PRECISION_AT_N, Collections.unmodifiableMap(atN));
      return Collections.unmodifiableMap(curves);
    }

    private static double sum(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return sum;
    }

    private static double[] divide(double[] sums, double n) {
      return Arrays.stream(sums).map(s -> s / n).toArray();
    }
  }
}
