package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.experiments.bench.Spread;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void digitsFollowTheSize() {
    assertThat(PageNumbers.of(12_345.6)).isEqualTo("12,346");
    assertThat(PageNumbers.of(12.34)).isEqualTo("12.3");
    assertThat(PageNumbers.of(1.234)).isEqualTo("1.23");
    assertThat(PageNumbers.of(0.1234)).isEqualTo("0.123");
    assertThat(PageNumbers.range(new Spread(2, 1, 300))).isEqualTo("1.00–300");
    assertThat(PageNumbers.percent(0.254)).isEqualTo("25 %");
  }

  /** The yardstick is the faster of the others, not the slower and not their mean. */
  @Test
  void ratioIsToTheFastestOther() {
    assertThat(PageNumbers.overFastest(300, 100, 150)).isCloseTo(2, within(1e-12));
    assertThat(PageNumbers.overFastest(75, 150, 100)).isCloseTo(0.5, within(1e-12));
    assertThat(PageNumbers.times(1.876)).isEqualTo("1.88×");
    assertThatThrownBy(() -> PageNumbers.overFastest(1)).hasMessageContaining("others");
  }

  @Test
  void dipIsBelowTheHighest() {
    assertThat(PageNumbers.dip(80, 100, 90)).isCloseTo(0.2, within(1e-12));
    assertThat(PageNumbers.dip(5)).isZero();
  }
}
