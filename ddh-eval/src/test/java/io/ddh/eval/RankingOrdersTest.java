package io.ddh.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The curve of the ranking and MAP of the first k against walking every order of tied items. */
class RankingOrdersTest {
  private static final double EPS = 1e-13;

  @Test
  void averagesOverAllOrders() {
    for (int round = 0; round < 60; round++) {
      Random random = new Random(round);
      int size = 1 + random.nextInt(7);
      int[] distances = random.ints(size, 0, 1 + random.nextInt(4)).sorted().toArray();
      int[] labels = random.ints(size, 0, 2).toArray();
      LabeledCodes gallery = Fixtures.atDistances(distances, labels);
      int[] cutoffs = {1, 2, 3, 4, 5, 6, 7, 8};
      Evaluation e = evaluate(Fixtures.zeroQuery(), gallery, new int[0], cutoffs);
      List<boolean[]> orders = new ArrayList<>();
      orders(distances, labels, new boolean[size], new int[0], orders);
      for (int k : cutoffs) {
        assertThat(e.metrics().get(Metrics.mapAtByHits(k)))
            .as("round %d, k %d", round, k)
            .isCloseTo(mean(orders, k, true), within(EPS));
        assertThat(e.metrics().get(Metrics.mapAtByRelevant(k)))
            .isCloseTo(mean(orders, k, false), within(EPS));
      }
      double[] precision = e.curves().get(Metrics.PRECISION_RECALL_RANKING).get("precision");
      assertThat(precision).hasSize(101);
      for (int level = 0; level <= 100; level++) {
        assertThat(precision[level])
            .as("round %d, level %d", round, level)
            .isCloseTo(precision(orders, level), within(EPS));
      }
    }
  }

  /** Every order of the items that doesn't change distances: true stands for a relevant item. */
  private static void orders(
      int[] distances, int[] labels, boolean[] order, int[] used, List<boolean[]> found) {
    int rank = used.length;
    if (rank == order.length) {
      found.add(order.clone());
      return;
    }
    for (int i = 0; i < order.length; i++) {
      int item = i;
      boolean free = Arrays.stream(used).noneMatch(u -> u == item);
      if (free && distances[i] == distances[rank]) {
        order[rank] = labels[i] == 1;
        int[] next = Arrays.copyOf(used, rank + 1);
        next[rank] = i;
        orders(distances, labels, order, next, found);
      }
    }
  }

  private static double mean(List<boolean[]> orders, int k, boolean byHits) {
    double mean = 0;
    for (boolean[] order : orders) {
      double sum = 0;
      int hits = 0;
      int total = 0;
      for (int rank = 1; rank <= order.length; rank++) {
        if (order[rank - 1]) {
          total++;
          if (rank <= k) {
            sum += (double) ++hits / rank;
          }
        }
      }
      int divisor = byHits ? hits : total;
      mean += divisor == 0 ? 0 : sum / divisor / orders.size();
    }
    return mean;
  }

  /** Walks the line through the mean counts at each rank to where it first reaches the level. */
  private static double precision(List<boolean[]> orders, int level) {
    int size = orders.get(0).length;
    double[] counts = new double[size + 1];
    for (int rank = 1; rank <= size; rank++) {
      double share = 0;
      for (boolean[] order : orders) {
        share += order[rank - 1] ? 1.0 / orders.size() : 0;
      }
      counts[rank] = counts[rank - 1] + share;
    }
    double total = Math.rint(counts[size]);
    if (total == 0) {
      return 0;
    }
    if (level == 0) {
      return counts[1];
    }
    double target = level * total / 100;
    int rank = 1;
    while (counts[rank] < target - 1e-9) {
      rank++;
    }
    double part = (target - counts[rank - 1]) / (counts[rank] - counts[rank - 1]);
    return target / (rank - 1 + part);
  }

  /** A gallery of many items, against sums over the hypergeometric distribution in logarithms. */
  @ParameterizedTest
  @CsvSource({"5000, 40, 100", "5000, 2500, 2500", "3000, 2999, 17", "4000, 1, 3999", "9, 4, 5"})
  void oneTieOfManyItems(int size, int relevant, int k) {
    int[] distances = new int[size];
    int[] labels = new int[size];
    Arrays.fill(labels, 0, relevant, 1);
    Evaluation e =
        evaluate(
            Fixtures.zeroQuery(),
            Fixtures.atDistances(distances, labels),
            new int[0],
            new int[] {k});
    double byHits = 0;
    double byRelevant = 0;
    for (int hits = 1; hits <= Math.min(k, relevant); hits++) {
      double log = choose(relevant, hits) + choose(size - relevant, k - hits) - choose(size, k);
      double ap = Chance.averagePrecision(hits, k);
      byHits += Math.exp(log) * ap;
      byRelevant += Math.exp(log) * ap * hits / relevant;
    }
    assertThat(e.metrics().get(Metrics.mapAtByHits(k))).isCloseTo(byHits, within(1e-9));
    assertThat(e.metrics().get(Metrics.mapAtByRelevant(k))).isCloseTo(byRelevant, within(1e-9));
    double[] precision = e.curves().get(Metrics.PRECISION_RECALL_RANKING).get("precision");
    double share = (double) relevant / size;
    for (double p : precision) {
      assertThat(p).isCloseTo(share, within(EPS));
    }
  }

  private static double choose(int n, int k) {
    double log = 0;
    for (int i = 1; i <= k; i++) {
      log += k > n ? Double.NEGATIVE_INFINITY : Math.log((double) (n - k + i) / i);
    }
    return log;
  }

  @Test
  void theWholeGalleryGivesTheMap() {
    LabeledCodes queries = Fixtures.noisy(23, 12, 5, 0.3, 1, 2);
    LabeledCodes gallery = Fixtures.noisy(150, 12, 4, 0.3, 1, 3); // person 4 is not in it
    int[] cutoffs = {150, 151, 1_000_000_000};
    Evaluation e = evaluate(queries, gallery, new int[0], cutoffs);
    assertThat(e.withoutRelevant()).isPositive();
    for (int k : cutoffs) {
      double map = e.metrics().get(Metrics.MAP);
      assertThat(e.metrics().get(Metrics.mapAtByHits(k))).isCloseTo(map, within(EPS));
      assertThat(e.metrics().get(Metrics.mapAtByRelevant(k))).isCloseTo(map, within(EPS));
    }
  }

  @Test
  void ofOneItemItIsPrecision() {
    LabeledCodes queries = Fixtures.noisy(40, 8, 6, 0.3, 1, 2);
    LabeledCodes gallery = Fixtures.noisy(90, 8, 6, 0.3, 1, 3);
    Evaluation e = evaluate(queries, gallery, new int[] {1}, new int[] {1, 1});
    double first = e.metrics().get("precision.at.1");
    assertThat(e.metrics().get("map@1/hits")).isCloseTo(first, within(EPS));
    assertThat(e.curves().get(Metrics.PRECISION_RECALL_RANKING).get("precision")[0])
        .isCloseTo(first, within(EPS));
  }

  @Test
  void refusesNoItems() {
    LabeledCodes codes = Fixtures.random(4, 8, 2, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluate(codes, codes, new int[0], new int[] {0}))
        .withMessage("k of MAP must be at least 1, found 0");
  }

  @Test
  void poolingLeavesOutRadiiWithoutPairsOnly() {
    PooledCurve curve = PooledCurve.of(new double[] {0, 0, 4, 0, 6}, new double[] {0, 0, 3, 0, 1});
    assertThat(curve.radius()).containsExactly(2, 3, 4);
    assertThat(curve.recall()).containsExactly(0.75, 0.75, 1);
    assertThat(curve.precision()).containsExactly(0.75, 0.75, 0.4);
    PooledCurve none = PooledCurve.of(new double[] {2, 1}, new double[2]);
    assertThat(none.recall()).containsExactly(0, 0);
    assertThat(none.precision()).containsExactly(0, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PooledCurve.of(new double[3], new double[2]))
        .withMessageContaining("found 3 and 2");
  }

  /** Queries count by their pairs, not alike: two codes equal to one of three items. */
  @Test
  void poolsPairsOfAllQueries() {
    LabeledCodes queries =
        new LabeledCodes(new BinaryCodes(2, new long[] {0, 0, 3}), new int[] {1, 9, 2});
    LabeledCodes gallery =
        new LabeledCodes(new BinaryCodes(2, new long[] {0, 1, 3}), new int[] {1, 1, 2});
    Evaluation e = Evaluator.evaluate(queries, gallery, new int[0], Progress.NONE);
    var counts = e.curves().get(Metrics.PRECISION_RECALL_POOLED);
    assertThat(counts.get("pairs")).containsExactly(3, 3, 3);
    assertThat(counts.get("relevant")).containsExactly(2, 1, 0);
  }

  private static Evaluation evaluate(
      LabeledCodes queries, LabeledCodes gallery, int[] atN, int[] mapAt) {
    return Evaluator.evaluate(queries, gallery, Metrics.ours(), atN, mapAt, Progress.NONE);
  }
}
