package io.ddh.experiments.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesArraysTest {
  private static final int MINUS = 0xFF;

  private static BinaryCodes codes(NpyArray array) {
    return CodesArrays.codes(array, OptionalInt.empty());
  }

  @Test
  void readsSignsAndBits() {
    BinaryCodes expected = BinaryCodes.ofSigns(3, new float[] {1, -1, 1, -1, -1, 1});
    assertThat(codes(Npy.array("|i1", "(2, 3)", 1, MINUS, 1, MINUS, MINUS, 1))).isEqualTo(expected);
    assertThat(codes(Npy.array("|u1", "(2, 3)", 1, 0, 1, 0, 0, 1))).isEqualTo(expected);
    assertThat(codes(Npy.array("|b1", "(2, 3)", 1, 0, 1, 0, 0, 1))).isEqualTo(expected);
    assertThat(CodesArrays.codes(Npy.array("|u1", "(2, 3)", 1, 0, 1, 0, 0, 1), OptionalInt.of(3)))
        .isEqualTo(expected);
  }

  /** numpy.packbits([[1,0,1,0,0,0,0,0,1,1]], axis=1) is [[160, 192]]. */
  @Test
  void unpacksAsNumpyPacks() {
    BinaryCodes packed =
        CodesArrays.codes(Npy.array("|u1", "(1, 2)", 160, 192), OptionalInt.of(10));
    assertThat(packed)
        .isEqualTo(BinaryCodes.ofSigns(10, new float[] {1, 0, 1, 0, 0, 0, 0, 0, 1, 1}));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 8, 9, 48, 63, 64, 65, 130})
  void packedEqualsUnpacked(int bits) {
    Random random = new Random(bits);
    int n = 5;
    int width = (bits + 7) / 8;
    int[] plain = new int[n * bits];
    int[] packed = new int[n * width];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < bits; k++) {
        plain[i * bits + k] = random.nextInt(2);
        packed[i * width + k / 8] |= plain[i * bits + k] << (7 - k % 8);
      }
    }
    BinaryCodes unpacked = codes(Npy.array("|u1", "(" + n + ", " + bits + ")", plain));
    assertThat(unpacked.bit(3, bits - 1)).isEqualTo(plain[3 * bits + bits - 1] == 1);
    assertThat(
            CodesArrays.codes(
                Npy.array("|u1", "(" + n + ", " + width + ")", packed), OptionalInt.of(bits)))
        .isEqualTo(unpacked);
  }

  @Test
  void namesTheFirstBadValue() {
    refused(Npy.array("|i1", "(2, 2)", 1, MINUS, 1, 0), "value 0 in row 1, column 1", "numpy.sign");
    refused(Npy.array("|i1", "(2, 2)", 1, 0, MINUS, 0), "value -1 in row 1, column 0");
    refused(Npy.array("|i1", "(2, 2)", 1, 0, 2, 0), "value 2 in row 1, column 0", "±1 or all 0/1");
    refused(Npy.array("|u1", "(1, 2)", 160, 192), "value 160 in row 0, column 0", "--bits");
    // 0x7FC00000 is NaN.
    refused(Npy.array("<f4", "(1, 1)", 0, 0, 0xC0, 0x7F), "value NaN in row 0");
  }

  @Test
  void refusesShapesThatAreNoCodes() {
    refused(Npy.array("|u1", "(3,)", 1, 0, 1), "shape 3");
    refused(Npy.array("|u1", "(1, 1, 1)", 1), "shape 1x1x1");
    refused(Npy.array("|u1", "(0, 8)"), "shape 0x8");
    refused(Npy.array("|u1", "()", 1), "shape one number");
  }

  @Test
  void refusesPackedCodesOfAnotherWidthTypeOrBitOrder() {
    NpyArray two = Npy.array("|u1", "(1, 2)", 160, 192);
    assertThatThrownBy(() -> CodesArrays.codes(two, OptionalInt.of(17)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2 columns with --bits 17");
    // Ten bits leave six at the end of the second byte; bitorder='little' would set those.
    assertThatThrownBy(
            () -> CodesArrays.codes(Npy.array("|u1", "(1, 2)", 5, 3), OptionalInt.of(10)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("value 3 in row 0, column 1");
    assertThatThrownBy(
            () -> CodesArrays.codes(Npy.array("|i1", "(1, 2)", 5, 3), OptionalInt.of(16)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("unsigned bytes");
  }

  @Test
  void renumbersLabelsOfBothSidesTogether() {
    int[][] labels =
        CodesArrays.labels(
            Npy.array("<i2", "(3,)", 7, 0, 0xFF, 0xFF, 7, 0), 3, Npy.array("|u1", "(2,)", 9, 7), 2);
    assertThat(labels[0]).containsExactly(0, 1, 0);
    assertThat(labels[1]).containsExactly(2, 0);
  }

  @Test
  void refusesLabelsThatAreNotOneWholeNumberACode() {
    NpyArray good = Npy.array("|u1", "(1,)", 1);
    NpyArray[] bad = {
      Npy.array("|u1", "(1, 2)", 1, 0),
      Npy.array("|u1", "(2,)", 1, 0),
      Npy.array("<f4", "(1,)", 0, 0, 0x80, 0x3F),
      Npy.array("<u8", "(1,)", 0, 0, 0, 0, 0, 0, 0, 0x80),
    };
    Arrays.stream(bad)
        .forEach(
            array ->
                assertThatThrownBy(() -> CodesArrays.labels(good, 1, array, 1))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("x.npy")
                    .hasMessageContaining("valid"));
    assertThat(CodesArrays.labels(good, 1, good, 1)[1]).containsExactly(0);
  }

  private static void refused(NpyArray array, String... parts) {
    assertThatThrownBy(() -> codes(array))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts);
  }
}
