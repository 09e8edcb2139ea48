package io.ddh.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import org.junit.jupiter.api.Test;

class ClassDistancesTest {
  private static final double EXACT = 1e-14;

  private static ClassDistances of(int bits, long[] codes, int... labels) {
    return ClassDistances.of(new LabeledCodes(new BinaryCodes(bits, codes), labels));
  }

  /**
   * By hand: the means are (0, 1) and (−1, −1) of person 7, 3; each code of 7 is 1 from its mean.
   */
  @Test
  void twoPeople() {
    ClassDistances d = of(2, new long[] {0b10, 0b11, 0b00}, 7, 7, 3);
    assertThat(d.within()).isCloseTo(2 / 3.0, within(EXACT));
    assertThat(d.between()).isCloseTo(Math.sqrt(5), within(EXACT));
  }

  /** Three people of one code each: no spread; √4, √8 and √4 apart. */
  @Test
  void meanOverPairs() {
    ClassDistances d = of(2, new long[] {0b00, 0b01, 0b11}, 0, 1, 2);
    assertThat(d.within()).isZero();
    assertThat(d.between()).isCloseTo((2 + Math.sqrt(8) + 2) / 3, within(EXACT));
  }

  @Test
  void onePersonHasNobodyBeside() {
    assertThat(of(1, new long[] {0, 1}, 4, 4)).isEqualTo(new ClassDistances(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> of(1, new long[0]));
  }
}
