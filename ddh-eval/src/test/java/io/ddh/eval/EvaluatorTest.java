package io.ddh.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
  private static final LabeledCodes NONE =
      new LabeledCodes(new BinaryCodes(8, new long[0]), new int[0]);

  @Test
  void refusesInvalidInput() {
    LabeledCodes some = Fixtures.random(4, 8, 2, 1);
    LabeledCodes longer = Fixtures.random(4, 9, 2, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluate(some, NONE))
        .withMessage("gallery size must be at least 1, found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluate(NONE, some))
        .withMessage("number of queries must be at least 1, found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluate(some, longer))
        .withMessage("query codes must have 9 bits, as the gallery's codes have, found 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluate(some, some, 5))
        .withMessageContaining("N of precision at N must be in [1.0, 4.0], found 5.0");
    assertThatIllegalArgumentException().isThrownBy(() -> evaluate(some, some, 0));
  }

  @Test
  void fittingKeepsNUpToTheGallerySize() {
    assertThat(Evaluator.fitting(new int[] {100, 1, 10, 11}, 10)).containsExactly(1, 10);
  }

  @Test
  void cutoffsAreSortedAndCountOnce() {
    LabeledCodes codes = Fixtures.random(20, 8, 2, 1);
    Evaluation e = evaluate(codes, codes, 10, 1, 10);
    assertThat(e.curves().get("precision.at.n").get("n")).containsExactly(1, 10);
    assertThat(e.metrics().keySet())
        .containsExactly(
            "map", "map.low", "map.high", "precision.radius2", "precision.at.1", "precision.at.10");
  }

  /** Perfect codes reach 1 everywhere; with the two people's labels swapped none is near. */
  @Test
  void perfectAndInverse() {
    LabeledCodes gallery = Fixtures.noisy(200, 48, 2, 0, 3, 4);
    Evaluation perfect = evaluate(gallery, gallery, 1);
    assertThat(perfect.metrics().values()).allSatisfy(v -> assertThat(v).isEqualTo(1));
    int[] swapped = Arrays.stream(gallery.labels()).map(l -> 1 - l).toArray();
    Evaluation inverse = evaluate(new LabeledCodes(gallery.codes(), swapped), gallery, 1);
    assertThat(inverse.metrics().get("precision.at.1")).isZero();
    assertThat(inverse.metrics().get("map")).isLessThan(0.5);
  }

  /**
   * Random codes rank randomly, so MAP estimates the chance formula. Each of 100 rounds draws its
   * own gallery and queries, so the rounds' MAPs are independent and their mean has the standard
   * error deviation/√100. Bound: 5 standard errors, a false alarm of about 3e-6 by Student's t with
   * 99 degrees of freedom; the seeds are fixed besides.
   */
  @ParameterizedTest
  @ValueSource(ints = {3, 12, 48, 96})
  void randomCodesReachChance(int bits) {
    int people = 20;
    int each = 10;
    int n = people * each;
    int[] labels = new int[n];
    Arrays.setAll(labels, i -> i % people);
    double[] maps = new double[100];
    for (int round = 0; round < maps.length; round++) {
      LabeledCodes gallery =
          new LabeledCodes(Fixtures.random(n, bits, people, round).codes(), labels);
      LabeledCodes queries = Fixtures.random(50, bits, people, 1_000 + round);
      Evaluation e = evaluate(queries, gallery);
      maps[round] = e.metrics().get("map");
      assertThat(e.metrics().get("map.low")).isLessThanOrEqualTo(maps[round]);
      assertThat(e.metrics().get("map.high")).isGreaterThanOrEqualTo(maps[round]);
    }
    double mean = Arrays.stream(maps).average().orElseThrow();
    double variance = Arrays.stream(maps).map(m -> (m - mean) * (m - mean)).sum() / 99;
    double error = Math.sqrt(variance / 100);
    assertThat(error).isBetween(1e-6, 0.001);
    assertThat(mean).isCloseTo(Chance.averagePrecision(each, n), within(5 * error));
  }

  @Test
  void sameBitsForAnyNumberOfThreads() throws Exception {
    LabeledCodes q = Fixtures.noisy(501, 48, 20, 0.25, 1, 2);
    LabeledCodes g = Fixtures.noisy(1_003, 48, 20, 0.25, 1, 3);
    Evaluation expected = onThreads(1, q, g);
    for (int threads : new int[] {2, 3, 7}) {
      Evaluation e = onThreads(threads, q, g);
      assertThat(e.metrics()).isEqualTo(expected.metrics());
      assertThat(e.averagePrecision()).isEqualTo(expected.averagePrecision());
      for (String curve : expected.curves().keySet()) {
        expected
            .curves()
            .get(curve)
            .forEach((name, v) -> assertThat(e.curves().get(curve).get(name)).isEqualTo(v));
      }
    }
  }

  private static Evaluation onThreads(int threads, LabeledCodes q, LabeledCodes g)
      throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> evaluate(q, g, 1, 10, 100)).get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void reportsProgressToTheEnd() {
    AtomicLong most = new AtomicLong();
    LabeledCodes codes = Fixtures.random(100, 8, 2, 1);
    Evaluator.evaluate(
        codes,
        codes,
        new int[0],
        (what, done, total) -> {
          assertThat(total).isEqualTo(100);
          most.accumulateAndGet(done, Math::max);
        });
    assertThat(most).hasValue(100);
  }

  private static Evaluation evaluate(LabeledCodes queries, LabeledCodes gallery, int... atN) {
    return Evaluator.evaluate(queries, gallery, atN, Progress.NONE);
  }
}
