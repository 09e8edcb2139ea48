package io.ddh.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
  private static double[] normal(int n, double mean, double sd, Random random) {
    double[] out = new double[n];
    Arrays.setAll(out, i -> mean + sd * random.nextGaussian());
    return out;
  }

  private static double mean(double... values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Σ (x − mean)²/n². */
  private static double variance(double... values) {
    double mean = mean(values);
    return Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum()
        / ((double) values.length * values.length);
  }

  @Test
  void equalDifferencesHaveNoSpread() {
    double[] same = new double[40];
    Arrays.fill(same, 0.25);
    assertThat(PairedBootstrap.of(List.of(same), 0.95, 100, 1))
        .isEqualTo(new PairedBootstrap(0.25, 0.25, 0.25));
  }

  @Test
  void isTheNormalIntervalForManyItems() {
    Random random = new Random(5);
    double[] a = normal(400, 0.1, 0.5, random);
    double[] b = normal(100, 0.3, 0.2, random); // fewer items weigh as much
    PairedBootstrap found = PairedBootstrap.of(List.of(a, b), 0.95, 10_000, 3);
    double difference = (mean(a) + mean(b)) / 2;
    double deviation = Math.sqrt(variance(a) + variance(b)) / 2;
    assertThat(found.difference()).isCloseTo(difference, within(1e-14));
    // An end of the interval has itself a standard error of some 2 % of the deviation.
    assertThat(found.low()).isCloseTo(difference - 1.96 * deviation, within(0.12 * deviation));
    assertThat(found.high()).isCloseTo(difference + 1.96 * deviation, within(0.12 * deviation));
  }

  /**
   * 400 sets of 50 differences around 0. At exactly 5 % between 8 and 34 exclude 0 in all but 1 of
   * 1,000 draws; a percentile interval of 50 items is a little narrow.
   */
  @Test
  void callsNoiseRealInOneCaseOfTwenty() {
    Random random = new Random(11);
    int real = 0;
    for (int i = 0; i < 400; i++) {
      real += PairedBootstrap.of(List.of(normal(50, 0, 1, random)), 0.95, 1000, i).real() ? 1 : 0;
    }
    assertThat(real).isBetween(8, 40);
  }

  @Test
  void onlyWhatLeavesOutZeroIsReal() {
    assertThat(new PairedBootstrap(0.2, 0.1, 0.3).real()).isTrue();
    assertThat(new PairedBootstrap(-0.2, -0.3, -0.1).real()).isTrue();
    assertThat(new PairedBootstrap(0.1, -0.1, 0.3).real()).isFalse();
    assertThat(new PairedBootstrap(0.1, 0, 0.3).real()).isFalse();
    assertThat(new PairedBootstrap(-0.1, -0.3, 0).real()).isFalse();
  }

  @Test
  void sameSeedSameInterval() {
    List<double[]> one = List.of(normal(30, 0.1, 1, new Random(2)));
    assertThat(PairedBootstrap.of(one, 0.9, 500, 8))
        .isEqualTo(PairedBootstrap.of(one, 0.9, 500, 8));
    assertThat(PairedBootstrap.of(one, 0.9, 500, 9))
        .isNotEqualTo(PairedBootstrap.of(one, 0.9, 500, 8));
    assertThat(PairedBootstrap.of(one, 0.5, 500, 8).low())
        .isGreaterThan(PairedBootstrap.of(one, 0.9, 500, 8).low());
  }

  @Test
  void refusesWhatHasNoInterval() {
    double[] some = {1, 2};
    assertThatThrownBy(() -> PairedBootstrap.of(List.of(), 0.95, 100, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PairedBootstrap.of(List.of(some, new double[0]), 0.95, 100, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PairedBootstrap.of(List.of(some), 1, 100, 1))
        .hasMessage("level must be in (0, 1), found 1.0");
    assertThatThrownBy(() -> PairedBootstrap.of(List.of(some), 0, 100, 1))
        .hasMessage("level must be in (0, 1), found 0.0");
    assertThatThrownBy(() -> PairedBootstrap.of(List.of(some), 0.95, 19, 1))
        .hasMessageContaining("too few");
    assertThat(PairedBootstrap.of(List.of(some), 0.5, 2, 1).difference())
        .as("as many resamples as the level needs")
        .isEqualTo(1.5);
  }
}
