package io.ddh.data.faces;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawTest {

  /** The published reference sequence of SplitMix64 for seed 1234567. */
  @Test
  void isSplitMix64() {
    Draw draw = new Draw(1234567);
    assertThat(draw.next()).isEqualTo(6457827717110365317L);
    assertThat(draw.next()).isEqualTo(3203168211198807973L);
    assertThat(draw.next()).isEqualTo(Long.parseUnsignedLong("9817491932198370423"));
  }

  /** Standard error of the mean .0032, of the deviation about .002: bounds of five each. */
  @Test
  void bellHasTheGivenDeviation() {
    Draw draw = new Draw(5);
    double sum = 0;
    double squares = 0;
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      float x = draw.bell(1);
      sum += x;
      squares += x * x;
      assertThat(Math.abs(x)).isLessThan(3.4642f);
    }
    assertThat(sum / n).isBetween(-.016, .016);
    assertThat(Math.sqrt(squares / n)).isBetween(.99, 1.01);
  }
}
