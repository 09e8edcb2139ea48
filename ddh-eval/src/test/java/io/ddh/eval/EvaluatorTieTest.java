package io.ddh.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reference values: worked by hand, and the mean over every order that ties allow. */
class EvaluatorTieTest {
  private static final double EPS = 1e-14;

  /** Distances 1, 2, 2, 3 with relevance 0, 1, 0, 1. */
  @Test
  void handWorkedTie() {
    Evaluation e = evaluate(new int[] {1, 2, 2, 3}, new int[] {0, 1, 0, 1}, 1, 2, 3, 4);
    // The tie's relevant item stands 2nd or 3rd: (1/2 + 1/3)/2 = 5/12; the last: 2/4.
    assertThat(metric(e, "map")).isCloseTo((5.0 / 12 + 0.5) / 2, within(EPS));
    assertThat(metric(e, "map.high")).isCloseTo((0.5 + 0.5) / 2, within(EPS));
    assertThat(metric(e, "map.low")).isCloseTo((1.0 / 3 + 0.5) / 2, within(EPS));
    assertThat(metric(e, "precision.radius2")).isCloseTo(1.0 / 3, within(EPS));
    assertThat(metric(e, "precision.at.1")).isCloseTo(0, within(EPS));
    assertThat(metric(e, "precision.at.2")).isCloseTo(0.25, within(EPS));
    assertThat(metric(e, "precision.at.3")).isCloseTo(1.0 / 3, within(EPS));
    assertThat(metric(e, "precision.at.4")).isCloseTo(0.5, within(EPS));
  }

  /** All three items tie, two are relevant: orders RRN, RNR, NRR give 1, 5/6, 7/12. */
  @Test
  void handWorkedAllTied() {
    Evaluation e = evaluate(new int[] {4, 4, 4}, new int[] {1, 0, 1}, 1, 2);
    assertThat(metric(e, "map")).isCloseTo((1 + 5.0 / 6 + 7.0 / 12) / 3, within(EPS));
    assertThat(metric(e, "map")).isCloseTo(Chance.averagePrecision(2, 3), within(EPS));
    assertThat(metric(e, "map.high")).isCloseTo(1, within(EPS));
    assertThat(metric(e, "map.low")).isCloseTo(7.0 / 12, within(EPS));
    assertThat(metric(e, "precision.at.1")).isCloseTo(2.0 / 3, within(EPS));
    assertThat(metric(e, "precision.radius2")).isZero();
  }

  /** Two queries at the corners: curve points, an empty ball, a query nobody is relevant to. */
  @Test
  void handWorkedCurve() {
    LabeledCodes queries =
        Fixtures.atDistances(new int[] {0, 8, 0}, new int[] {1, 2, 7}); // codes 0, 255, 0
    LabeledCodes gallery = Fixtures.atDistances(new int[] {1, 3, 8}, new int[] {1, 2, 1});
    Evaluation e = Evaluator.evaluate(queries, gallery, new int[] {3, 1}, Progress.NONE);
    // Distances: query 0 → 1, 3, 8 (relevant 1st, 3rd); query 1 → 7, 5, 0 (relevant 5).
    assertThat(e.averagePrecision()[0]).isCloseTo((1 + 2.0 / 3) / 2, within(EPS));
    assertThat(e.averagePrecision()[1]).isCloseTo(0.5, within(EPS));
    assertThat(e.averagePrecision()[2]).isZero();
    assertThat(e.withoutRelevant()).isEqualTo(1);
    assertThat(metric(e, "map")).isCloseTo((5.0 / 6 + 0.5) / 3, within(EPS));
    assertThat(e.curves().get("precision.recall").get("empty"))
        .containsExactly(2, 0, 0, 0, 0, 0, 0, 0, 0);
    double[] precision = e.curves().get("precision.recall").get("precision");
    double[] recall = e.curves().get("precision.recall").get("recall");
    assertThat(precision[0]).isZero();
    assertThat(precision[1]).isCloseTo(1.0 / 3, within(EPS)); // (1 + 0 + 0)/3
    assertThat(recall[1]).isCloseTo(0.5 / 3, within(EPS));
    assertThat(precision[5]).isCloseTo((0.5 + 0.5) / 3, within(EPS));
    assertThat(recall[5]).isCloseTo((0.5 + 1) / 3, within(EPS));
    assertThat(precision[8]).isCloseTo((2.0 / 3 + 1.0 / 3) / 3, within(EPS));
    assertThat(recall[8]).isCloseTo(2.0 / 3, within(EPS));
    assertThat(e.curves().get("precision.at.n").get("n")).containsExactly(1, 3);
  }

  /** Every histogram of up to 6 items over 3 distances, against the mean of all its orders. */
  @Test
  void expectationIsTheMeanOverAllOrders() {
    int cases = 0;
    for (int n = 1; n <= 6; n++) {
      int[] cutoffs = IntStream.rangeClosed(1, n).toArray();
      for (int code = 0; code < Math.pow(6, n); code += n < 5 ? 1 : 7) { // 7: coprime to 6
        int[] distances = new int[n];
        int[] labels = new int[n];
        for (int i = 0, rest = code; i < n; i++, rest /= 6) {
          distances[i] = rest % 6 / 2;
          labels[i] = rest % 2;
        }
        checkAgainstAllOrders(distances, labels, cutoffs);
        cases++;
      }
    }
    assertThat(cases).isGreaterThan(5000);
  }

  private static void checkAgainstAllOrders(int[] distances, int[] labels, int[] cutoffs) {
    int n = distances.length;
    double sum = 0;
    double low = 2;
    double high = -1;
    double[] at = new double[n];
    List<int[]> orders = orders(distances);
    for (int[] order : orders) {
      int found = 0;
      double ap = 0;
      for (int rank = 1; rank <= n; rank++) {
        if (labels[order[rank - 1]] == 1) {
          found++;
          ap += (double) found / rank;
        }
        at[rank - 1] += (double) found / rank;
      }
      ap = found == 0 ? 0 : ap / found;
      sum += ap;
      low = Math.min(low, ap);
      high = Math.max(high, ap);
    }
    Evaluation e = evaluate(distances, labels, cutoffs);
    assertThat(metric(e, "map")).isCloseTo(sum / orders.size(), within(EPS));
    assertThat(metric(e, "map.low")).isCloseTo(low, within(EPS));
    assertThat(metric(e, "map.high")).isCloseTo(high, within(EPS));
    for (int k = 1; k <= n; k++) {
      assertThat(metric(e, Metrics.precisionAt(k)))
          .isCloseTo(at[k - 1] / orders.size(), within(EPS));
    }
  }

  /** All orders of the items that never put a farther item before a nearer one. */
  private static List<int[]> orders(int[] distances) {
    List<int[]> orders = new ArrayList<>();
    extend(distances, new int[distances.length], 0, 0, orders);
    return orders;
  }

  private static void extend(int[] distances, int[] order, int filled, int used, List<int[]> out) {
    if (filled == order.length) {
      out.add(order.clone());
      return;
    }
    for (int i = 0; i < distances.length; i++) {
      boolean free = (used >> i & 1) == 0;
      if (free && (filled == 0 || distances[i] >= distances[order[filled - 1]])) {
        order[filled] = i;
        extend(distances, order, filled + 1, used | 1 << i, out);
      }
    }
  }

  private static Evaluation evaluate(int[] distances, int[] labels, int... atN) {
    return Evaluator.evaluate(
        Fixtures.zeroQuery(), Fixtures.atDistances(distances, labels), atN, Progress.NONE);
  }

  private static double metric(Evaluation e, String key) {
    return e.metrics().get(key);
  }
}
