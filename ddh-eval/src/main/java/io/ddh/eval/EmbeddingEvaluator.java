package io.ddh.eval;

import io.ddh.core.Check;
import io.ddh.core.Embeddings;
import io.ddh.core.Parallel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Computes exact metrics of rankings by Euclidean distance. These metrics show the best that codes
 * learned from the same vectors can be expected to reach. Everything is defined as in {@link
 * Evaluator}, and items at exactly the same distance are tied. Metrics within a Hamming radius are
 * left out. In addition, the accuracy of verification is computed; see {@link
 * Metrics#VERIFICATION}.
 */
public final class EmbeddingEvaluator {
  private static final int BLOCK = 32;
  private static final List<Metric> METRICS = List.of(new MeanAveragePrecision());

  private final Embeddings all;
  private final int[] labels;
  private final int[] gallery;
  private final int[] atN;
  private final int[] mapAt;
  private final TiedRanking ranking;

  private EmbeddingEvaluator(Embeddings all, int[] labels, int[] gallery, int[] atN, int[] mapAt) {
    this.all = all;
    this.labels = labels;
    this.gallery = gallery;
    this.atN = atN;
    this.mapAt = mapAt;
    ranking = new TiedRanking(gallery.length);
  }

  /**
   * Sums over a block of queries. {@code pairs} counts the query–gallery pairs, and {@code right}
   * counts those pairs that are verified correctly. In both arrays, index 0 is for pairs of
   * different people and index 1 for pairs of the same person.
   */
  private record Block(Tally tally, long[] pairs, long[] right) {}

  /**
   * Evaluates queries against a gallery on all cores.
   *
   * @param all vectors of the whole data set
   * @param labels identity number of each vector
   * @param queries rows of the queries, at least one
   * @param gallery rows of the gallery, at least one
   * @param atN each N for which precision at N is computed, ascending, from 1 to the gallery's size
   * @param mapAt each k for which MAP of the first k is computed, at least 1
   * @return metrics and curves
   */
  public static Evaluation evaluate(
      Embeddings all, int[] labels, int[] queries, int[] gallery, int[] atN, int[] mapAt) {
    Check.atLeast("number of queries", queries.length, 1);
    Check.atLeast("gallery size", gallery.length, 1);
    EmbeddingEvaluator pass = new EmbeddingEvaluator(all, labels, gallery, atN, mapAt);
    double[] averagePrecision = new double[queries.length];
    Block[] blocks = new Block[(queries.length + BLOCK - 1) / BLOCK];
    Parallel.blocks(
        queries.length,
        BLOCK,
        (from, to) -> {
          Block block = pass.block();
          for (int q = from; q < to; q++) {
            averagePrecision[q] = pass.add(queries[q], block);
          }
          blocks[from / BLOCK] = block;
        });
    return pass.result(blocks, averagePrecision);
  }

  private Block block() {
    return new Block(new Tally(1, atN.length, mapAt.length, METRICS), new long[2], new long[2]);
  }

  /** Adds one query to a block and returns its average precision. */
  private double add(int query, Block block) {
    double[] distances = new double[gallery.length];
    double[] near = new double[gallery.length];
    int total = 0;
    for (int i = 0; i < gallery.length; i++) {
      distances[i] = distance(query, gallery[i]);
      int same = labels[query] == labels[gallery[i]] ? 1 : 0;
      block.pairs[same]++;
      block.right[same] += distances[i] <= all.samePerson() == (same == 1) ? 1 : 0;
      near[total] = distances[i];
      total += same;
    }
    Arrays.sort(distances);
    Arrays.sort(near, 0, total);
    int[] items = new int[gallery.length];
    int[] relevant = new int[gallery.length];
    int tie = -1;
    int found = 0;
    for (int i = 0; i < distances.length; i++) {
      tie += i == 0 || distances[i] > distances[i - 1] ? 1 : 0;
      items[tie]++;
      while (found < total && near[found] == distances[i]) {
        relevant[tie]++;
        found++;
      }
    }
    TiedRanking.AveragePrecision ap = ranking.averagePrecision(items, relevant, total);
    Tally tally = block.tally;
    tally.withoutRelevant += total == 0 ? 1 : 0;
    tally.addValues(METRICS, new RankedQuery(items, relevant, total, ap));
    tally.addCutoffs(items, relevant, atN);
    tally.addMapCutoffs(new CutRanking(ranking), items, relevant, total, mapAt);
    RankingCurve.add(items, relevant, total, tally.ranking);
    return ap.expected();
  }

  private double distance(int a, int b) {
    int d = all.vectors().dimension();
    float[] values = all.vectors().values();
    double sum = 0;
    for (int j = 0; j < d; j++) {
      double difference = (double) values[a * d + j] - values[b * d + j];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private Evaluation result(Block[] blocks, double[] averagePrecision) {
    Block sum = block();
    for (Block block : blocks) {
      sum.tally.add(block.tally);
      for (int same = 0; same < 2; same++) {
        sum.pairs[same] += block.pairs[same];
        sum.right[same] += block.right[same];
      }
    }
    int n = averagePrecision.length;
    Map<String, Double> values = new LinkedHashMap<>();
    List<MetricInfo> infos = METRICS.get(0).values();
    for (int v = 0; v < infos.size(); v++) {
      values.put(infos.get(v).key(), sum.tally.values[0][v] / n);
    }
    values.put(Metrics.MAP, IntStream.range(0, n).mapToDouble(q -> averagePrecision[q]).sum() / n);
    if (sum.pairs[0] > 0 && sum.pairs[1] > 0) {
      double different = (double) sum.right[0] / sum.pairs[0];
      values.put(Metrics.VERIFICATION, (different + (double) sum.right[1] / sum.pairs[1]) / 2);
    }
    double[] precision = Arrays.stream(sum.tally.precisionAtN).map(s -> s / n).toArray();
    for (int j = 0; j < atN.length; j++) {
      values.put(Metrics.precisionAt(atN[j]), precision[j]);
    }
    for (int j = 0; j < mapAt.length; j++) {
      values.put(Metrics.mapAtByHits(mapAt[j]), sum.tally.mapByHits[j] / n);
      values.put(Metrics.mapAtByRelevant(mapAt[j]), sum.tally.mapByRelevant[j] / n);
    }
    double[] levels = Arrays.stream(sum.tally.ranking).map(s -> s / n).toArray();
    double[] numbers = Arrays.stream(atN).asDoubleStream().toArray();
    return new Evaluation(
        values,
        Map.of(
            Metrics.PRECISION_RECALL_RANKING, Map.of("precision", levels),
            Metrics.PRECISION_AT_N, Map.of("n", numbers, "precision", precision)),
        averagePrecision,
        sum.tally.withoutRelevant);
  }
}
