package io.ddh.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryCodesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 130})
  void bitsAndDistancesAgreeWithNaive(int bits) {
    int n = 9;
    Random random = new Random(bits);
    float[] values = new float[n * bits];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(3) - 1; // 0 is no set bit
    }
    BinaryCodes codes = BinaryCodes.ofSigns(bits, values);
    assertThat(codes.size()).isEqualTo(n);
    assertThat(codes.bits()).isEqualTo(bits);
    assertThat(codes.stride()).isEqualTo((bits + 63) / 64);
    assertThat(codes.words()).hasSize(n * codes.stride());
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < bits; k++) {
        assertThat(codes.bit(i, k)).isEqualTo(values[i * bits + k] > 0);
      }
      for (int j = 0; j < n; j++) {
        int naive = 0;
        for (int k = 0; k < bits; k++) {
          naive += values[i * bits + k] > 0 == values[j * bits + k] > 0 ? 0 : 1;
        }
        assertThat(codes.distance(i, codes, j)).isEqualTo(naive);
      }
    }
    BinaryCodes picked = codes.select(new int[] {4, 4, 0});
    assertThat(picked.size()).isEqualTo(3);
    assertThat(picked.distance(1, codes, 4)).isZero();
    assertThat(picked.distance(2, codes, 0)).isZero();
    assertThat(picked).isEqualTo(codes.select(new int[] {4, 4, 0}));
  }

  /** Bit k is bit k mod 64 of word k div 64. */
  @Test
  void packingByHand() {
    float[] values = new float[66];
    values[0] = 1;
    values[2] = 0.5f;
    values[63] = 3;
    values[65] = 1e-30f;
    values[1] = -1;
    assertThat(BinaryCodes.ofSigns(66, values).words()).containsExactly(0x8000000000000005L, 2L);
  }

  @Test
  void badArguments() {
    assertThatThrownBy(() -> new BinaryCodes(65, new long[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the number of words must be a multiple of 2, found 3");
    assertThatThrownBy(() -> new BinaryCodes(65, new long[] {0, 1, 0, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bits beyond 65 must be 0 in code 1");
    assertThatThrownBy(() -> new BinaryCodes(0, new long[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BinaryCodes.ofSigns(2, new float[] {1, Float.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value of row 0, bit 1 is NaN");
    assertThatThrownBy(() -> BinaryCodes.ofSigns(2, new float[3]))
        .isInstanceOf(IllegalArgumentException.class);
    BinaryCodes codes = BinaryCodes.ofSigns(2, new float[] {1, 1});
    assertThatThrownBy(() -> codes.bit(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> codes.select(new int[] {1}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void labeledCodes() {
    BinaryCodes codes = BinaryCodes.ofSigns(1, new float[] {1, -1, 1});
    LabeledCodes some = LabeledCodes.select(codes, new int[] {7, 8, 9}, new int[] {2, 1});
    assertThat(some.labels()).containsExactly(9, 8);
    assertThat(some.codes().words()).containsExactly(1L, 0L);
    assertThatThrownBy(() -> new LabeledCodes(codes, new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there must be one label per code, found 3 codes and 2 labels");
  }
}
