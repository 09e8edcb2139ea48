package io.ddh.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeaveOneOutTest {
  private static final int[] LABELS = IntStream.range(0, 60).map(i -> i / 4).toArray();

  private static BinaryCodes codes(int n, int bits, long seed) {
    return Fixtures.random(n, bits, 2, seed).codes();
  }

  /** Each query against a gallery that lacks it. */
  private static double naive(BinaryCodes codes, int[] labels) {
    double sum = 0;
    int queries = 0;
    for (int q = 0; q < labels.length; q++) {
      int own = q;
      int[] others = IntStream.range(0, labels.length).filter(i -> i != own).toArray();
      if (Arrays.stream(others).anyMatch(i -> labels[i] == labels[own])) {
        queries++;
        sum +=
            Evaluator.evaluate(
                    LabeledCodes.select(codes, labels, new int[] {q}),
                    LabeledCodes.select(codes, labels, others),
                    new int[0],
                    Progress.NONE)
                .metrics()
                .get(Metrics.MAP);
      }
    }
    return sum / queries;
  }

  @Test
  void isTheEvaluatorWithoutTheQueryInItsGallery() {
    for (int bits : new int[] {1, 12, 63, 64, 65, 130}) {
      for (int n : new int[] {5, 10, 150}) {
        int[] labels = IntStream.range(0, n).map(i -> i * i % 7).toArray();
        BinaryCodes codes = codes(n, bits, bits + n);
        assertThat(new LeaveOneOut(labels).meanAveragePrecision(codes))
            .isCloseTo(naive(codes, labels), within(1e-13));
      }
    }
  }

  @Test
  void equalCodesAreAtChanceAndPerfectOnesAtOne() {
    LeaveOneOut among = new LeaveOneOut(LABELS);
    assertThat(among.meanAveragePrecision(new BinaryCodes(12, new long[60])))
        .isCloseTo(Chance.averagePrecision(3, 59), within(1e-13));
    long[] own = Arrays.stream(LABELS).mapToLong(label -> label).toArray();
    assertThat(among.meanAveragePrecision(new BinaryCodes(12, own))).isEqualTo(1);
  }

  @Test
  void anImageWithoutAnotherOfItsLabelIsNoQuery() {
    int[] labels = {0, 0, 1, 2, 2};
    assertThat(new LeaveOneOut(labels).queries()).isEqualTo(4);
    BinaryCodes codes = new BinaryCodes(4, new long[] {1, 1, 0, 2, 2});
    assertThat(new LeaveOneOut(labels).meanAveragePrecision(codes)).isEqualTo(1);
  }

  @Test
  void withoutPairsOrWithOneLabelOnlyNothingIsAsked() {
    assertThat(new LeaveOneOut(new int[0]).queries()).isZero();
    assertThat(new LeaveOneOut(new int[] {1, 2, 3}).queries()).isZero();
    LeaveOneOut one = new LeaveOneOut(new int[] {5, 5, 5});
    assertThat(one.queries()).isZero();
    assertThatThrownBy(() -> one.meanAveragePrecision(new BinaryCodes(4, new long[3])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void randomCodesAreAtChanceAndFollowFromTheSeed() {
    LeaveOneOut among = new LeaveOneOut(LABELS);
    LeaveOneOut.RandomCodes level = among.randomCodes(12, 100, 1);
    assertThat(level).isEqualTo(among.randomCodes(12, 100, 1));
    assertThat(level).isNotEqualTo(among.randomCodes(12, 100, 2));
    // The mean of 100 sets is off by more than 4/√100 deviations once in 16,000 seeds; this is one.
    assertThat(level.mean())
        .isCloseTo(Chance.averagePrecision(3, 59), within(0.4 * level.deviation()));
    double[] each =
        IntStream.range(0, 100)
            .mapToDouble(s -> among.meanAveragePrecision(codes(60, 12, s)))
            .toArray();
    double mean = Arrays.stream(each).average().orElseThrow();
    double sd = Math.sqrt(Arrays.stream(each).map(m -> (m - mean) * (m - mean)).sum() / 99);
    // Of two sample deviations of 100 values the ratio is within e^±0.4 but once in 10,000.
    assertThat(level.deviation() / sd).isBetween(0.67, 1.49);
  }
}
