package io.ddh.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fast against naive, over odd sizes. */
class EvaluatorParityTest {
  private static final double EPS = 1e-13;

  @ParameterizedTest
  @CsvSource({
    // bits, queries, gallery, people, flip
    "1, 5, 33, 3, 0.5",
    "2, 7, 101, 4, 0.3",
    "5, 1, 64, 2, 0.2",
    "12, 33, 257, 10, 0.1",
    "48, 31, 300, 9, 0.2",
    "48, 3, 1, 2, 0.5",
    "48, 40, 77, 1, 0.5",
    "48, 9, 50, 100, 0.5",
    "63, 10, 211, 5, 0.3",
    "64, 65, 149, 6, 0.5",
    "65, 10, 150, 7, 0.4",
    "128, 8, 131, 3, 0.45",
    "200, 4, 90, 3, 0.1",
    "48, 6, 200, 5, 0.0"
  })
  void equalsTheNaiveEvaluator(int bits, int queries, int gallery, int people, double flip) {
    LabeledCodes q = Fixtures.noisy(queries, bits, people, flip, 1, 2);
    LabeledCodes g = Fixtures.noisy(gallery, bits, people, flip, 1, 3);
    check(q, g);
  }

  @Test
  void labelsMayBeAnyNumbers() {
    LabeledCodes q = Fixtures.random(9, 16, 4, 5);
    LabeledCodes g = Fixtures.random(90, 16, 4, 6);
    int[] far = {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE};
    check(relabel(q, far), relabel(g, far));
  }

  /** 9,000 items: several tiles, and a remainder that four lanes don't divide. */
  @Test
  void galleryOfSeveralTiles() {
    LabeledCodes q = Fixtures.noisy(2, 48, 30, 0.3, 7, 8);
    LabeledCodes g = Fixtures.noisy(9_003, 48, 30, 0.3, 7, 9);
    check(q, g);
    LabeledCodes wideQ = Fixtures.noisy(1, 130, 30, 0.3, 7, 8);
    LabeledCodes wideG = Fixtures.noisy(4_501, 130, 30, 0.3, 7, 9);
    check(wideQ, wideG);
  }

  private static LabeledCodes relabel(LabeledCodes codes, int[] names) {
    return new LabeledCodes(
        codes.codes(), Arrays.stream(codes.labels()).map(label -> names[label]).toArray());
  }

  private static void check(LabeledCodes q, LabeledCodes g) {
    int n = g.size();
    int[] cutoffs =
        IntStream.of(1, 2, 3, 10, n / 2, n)
            .filter(c -> c >= 1 && c <= n)
            .sorted()
            .distinct()
            .toArray();
    Evaluation e = Evaluator.evaluate(q, g, cutoffs, Progress.NONE);
    NaiveEvaluator naive = new NaiveEvaluator(q, g);
    for (int i = 0; i < q.size(); i++) {
      assertThat(e.averagePrecision()[i]).isCloseTo(naive.expectedAveragePrecision(i), within(EPS));
    }
    assertThat(e.metrics().get("map"))
        .isCloseTo(Arrays.stream(e.averagePrecision()).average().orElseThrow(), within(EPS));
    assertThat(e.metrics().get("map.low"))
        .isCloseTo(mean(q, i -> naive.averagePrecision(i, -1)), within(EPS));
    assertThat(e.metrics().get("map.high"))
        .isCloseTo(mean(q, i -> naive.averagePrecision(i, 1)), within(EPS));
    for (int j = 0; j < cutoffs.length; j++) {
      int c = cutoffs[j];
      double expected = mean(q, i -> naive.precisionAt(i, c));
      assertThat(e.metrics().get(Metrics.precisionAt(c))).isCloseTo(expected, within(EPS));
      assertThat(e.curves().get("precision.at.n").get("precision")[j])
          .isCloseTo(expected, within(EPS));
    }
    int bits = g.codes().bits();
    for (int r : IntStream.of(0, 1, 2, bits / 3, bits / 2, bits).toArray()) {
      if (r <= bits) {
        checkRadius(e, naive, q, g, r);
      }
    }
    int without = (int) IntStream.of(q.labels()).filter(l -> count(g, l) == 0).count();
    assertThat(e.withoutRelevant()).isEqualTo(without);
  }

  private static void checkRadius(
      Evaluation e, NaiveEvaluator naive, LabeledCodes q, LabeledCodes g, int r) {
    double precision =
        mean(q, i -> (double) naive.within(i, r, true) / Math.max(1, naive.within(i, r, false)));
    double recall =
        mean(q, i -> (double) naive.within(i, r, true) / Math.max(1, count(g, q.labels()[i])));
    double empty = mean(q, i -> naive.within(i, r, false) == 0 ? 1 : 0) * q.size();
    assertThat(e.curves().get("precision.recall").get("radius")[r]).isEqualTo(r);
    assertThat(e.curves().get("precision.recall").get("precision")[r])
        .isCloseTo(precision, within(EPS));
    assertThat(e.curves().get("precision.recall").get("recall")[r]).isCloseTo(recall, within(EPS));
    assertThat(e.curves().get("precision.recall").get("empty")[r]).isCloseTo(empty, within(1e-9));
    if (r == Math.min(2, g.codes().bits())) {
      assertThat(e.metrics().get("precision.radius2")).isCloseTo(precision, within(EPS));
    }
  }

  private static int count(LabeledCodes gallery, int label) {
    return (int) IntStream.of(gallery.labels()).filter(l -> l == label).count();
  }

  private static double mean(LabeledCodes q, IntToDoubleFunction value) {
    return IntStream.range(0, q.size()).mapToDouble(value).average().orElseThrow();
  }

  @Test
  void duplicatesOfTheQueryAreRankedFirst() {
    BinaryCodes code = new BinaryCodes(48, new long[] {0xABCDEFL});
    BinaryCodes gallery = new BinaryCodes(48, new long[] {0xABCDEFL, 0, 0xABCDEFL, 1});
    Evaluation e =
        Evaluator.evaluate(
            new LabeledCodes(code, new int[] {3}),
            new LabeledCodes(gallery, new int[] {3, 4, 3, 4}),
            new int[] {2},
            Progress.NONE);
    assertThat(e.metrics().values()).containsOnly(1.0);
    assertThat(e.curves().get("precision.recall").get("recall")[0]).isEqualTo(1);
  }
}
