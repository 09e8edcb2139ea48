package io.ddh.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class HarmonicTest {
  /** Far ranges must keep their own precision, not that of the whole prefix. */
  @Test
  void rangesAreExactToTheirOwnLastPlaces() {
    Harmonic harmonic = new Harmonic(1_000_000);
    int[][] ranges = {{0, 1}, {0, 100}, {999_999, 1_000_000}, {500_000, 500_300}, {7, 7}};
    for (int[] range : ranges) {
      BigDecimal exact = BigDecimal.ZERO;
      for (int i = range[0] + 1; i <= range[1]; i++) {
        exact = exact.add(BigDecimal.ONE.divide(BigDecimal.valueOf(i), MathContext.DECIMAL128));
      }
      double expected = exact.doubleValue();
      assertThat(harmonic.between(range[0], range[1]))
          .isCloseTo(expected, within(4e-16 * Math.max(expected, 1e-300)));
    }
  }

  @Test
  void chanceByHand() {
    assertThat(Chance.averagePrecision(0, 5)).isZero();
    assertThat(Chance.averagePrecision(1, 1)).isEqualTo(1);
    assertThat(Chance.averagePrecision(5, 5)).isCloseTo(1, within(1e-15));
    // One relevant of four: mean of 1, 1/2, 1/3, 1/4.
    assertThat(Chance.averagePrecision(1, 4)).isCloseTo(25.0 / 48, within(1e-15));
    // YouTube Faces, 40 of 63,800: printed as .0008 in docs.
    assertThat(Chance.averagePrecision(40, 63_800)).isCloseTo(0.0008, within(5e-5));
    assertThatIllegalArgumentException().isThrownBy(() -> Chance.averagePrecision(5, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> Chance.averagePrecision(0, 0));
  }
}
