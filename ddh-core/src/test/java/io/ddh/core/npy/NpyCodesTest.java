package io.ddh.core.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyCodesTest {
  @TempDir Path temp;

  private static final int MINUS = 0xFF;

  private BinaryCodes codes(byte[] file, int bits) throws IOException {
    Path path = Files.write(temp.resolve("x.npy"), file);
    return NpyCodes.read(path, bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits));
  }

  private BinaryCodes codes(byte[] file) throws IOException {
    return codes(file, 0);
  }

  private static byte[] npy(String descr, String shape, int... data) {
    return Npy.file(descr, shape, data);
  }

  @Test
  void readsSignsAndBits() throws IOException {
    BinaryCodes expected = BinaryCodes.ofSigns(3, new float[] {1, -1, 1, -1, -1, 1});
    assertThat(codes(npy("|i1", "(2, 3)", 1, MINUS, 1, MINUS, MINUS, 1))).isEqualTo(expected);
    assertThat(codes(npy("|u1", "(2, 3)", 1, 0, 1, 0, 0, 1))).isEqualTo(expected);
    assertThat(codes(npy("|b1", "(2, 3)", 1, 0, 1, 0, 0, 1))).isEqualTo(expected);
    assertThat(codes(npy("|u1", "(2, 3)", 1, 0, 1, 0, 0, 1), 3)).isEqualTo(expected);
  }

  /** numpy.packbits([[1,0,1,0,0,0,0,0,1,1]], axis=1) is [[160, 192]]. */
  @Test
  void unpacksAsNumpyPacks() throws IOException {
    BinaryCodes packed = codes(npy("|u1", "(1, 2)", 160, 192), 10);
    assertThat(packed)
        .isEqualTo(BinaryCodes.ofSigns(10, new float[] {1, 0, 1, 0, 0, 0, 0, 0, 1, 1}));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 8, 9, 48, 63, 64, 65, 130})
  void packedEqualsUnpacked(int bits) throws IOException {
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
    BinaryCodes unpacked = codes(npy("|u1", "(" + n + ", " + bits + ")", plain));
    assertThat(unpacked.bit(3, bits - 1)).isEqualTo(plain[3 * bits + bits - 1] == 1);
    assertThat(codes(npy("|u1", "(" + n + ", " + width + ")", packed), bits)).isEqualTo(unpacked);
  }

  @Test
  void namesTheFirstBadValue() throws IOException {
    refused(npy("|i1", "(2, 2)", 1, MINUS, 1, 0), "value 0 in row 1, column 1", "numpy.sign");
    refused(npy("|i1", "(2, 2)", 1, 0, MINUS, 0), "value -1 in row 1, column 0");
    refused(npy("|i1", "(2, 2)", 1, 0, 2, 0), "value 2 in row 1, column 0", "±1 or all 0/1");
    refused(npy("|u1", "(1, 2)", 160, 192), "value 160 in row 0, column 0", "--bits");
    // 0x7FC00000 is NaN.
    refused(npy("<f4", "(1, 1)", 0, 0, 0xC0, 0x7F), "value NaN in row 0");
  }

  @Test
  void refusesShapesThatAreNoCodes() throws IOException {
    refused(npy("|u1", "(3,)", 1, 0, 1), "shape 3");
    refused(npy("|u1", "(1, 1, 1)", 1), "shape 1x1x1");
    refused(npy("|u1", "(0, 8)"), "shape 0x8");
    refused(npy("|u1", "()", 1), "shape one number");
  }

  @Test
  void refusesPackedCodesOfAnotherWidthTypeOrBitOrder() throws IOException {
    byte[] two = npy("|u1", "(1, 2)", 160, 192);
    assertThatThrownBy(() -> codes(two, 17))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2 columns with --bits 17");
    // Ten bits leave six at the end of the second byte; bitorder='little' would set those.
    assertThatThrownBy(() -> codes(npy("|u1", "(1, 2)", 5, 3), 10))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("bits beyond 10 must be 0 in code 0");
    assertThatThrownBy(() -> codes(npy("|i1", "(1, 2)", 5, 3), 16))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("unsigned bytes");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    assertThatThrownBy(() -> NpyCodes.read(temp.resolve("none.npy"), OptionalInt.empty()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none.npy: no such file");
    refused(npy("<U1", "(1, 1)", 1, 0, 0, 0), "holds strings", "valid: an array of numbers");
    refused(npy("|u1", "(2000000000, 60)", 1), "cut off: too short for shape 2000000000x60");
    refused(npy("|u1", "(1, 2)", 1, 0, 1), "trailing bytes after the array of shape 1x2");
    byte[] file = npy("<i2", "(2, 3)", 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0);
    for (int length = 0; length < file.length; length++) {
      refused(Arrays.copyOf(file, length), "x.npy: ", "");
    }
  }

  @Test
  void everyOrderIsRead() throws IOException {
    BinaryCodes expected = BinaryCodes.ofSigns(3, new float[] {1, -1, 1, -1, -1, 1});
    String header = Npy.header("<i2", "True", "(2, 3)");
    assertThat(codes(Npy.file(header, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0))).isEqualTo(expected);
    BinaryCodes packed = codes(Npy.file(Npy.header("|u1", "True", "(2, 2)"), 128, 1, 0, 64), 10);
    assertThat(packed.bit(1, 9)).isTrue();
    // A code of one bit may be packed or not.
    assertThat(codes(npy("|u1", "(2, 1)", 128, 0), 1)).isEqualTo(codes(npy("|u1", "(2, 1)", 1, 0)));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    for (int bits : new int[] {1, 8, 13, 64, 100}) {
      float[] values = new float[bits * 5000];
      Random random = new Random(bits);
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextBoolean() ? 1 : -1;
      }
      BinaryCodes codes = BinaryCodes.ofSigns(bits, values);
      Path file = temp.resolve("w.npy");
      NpyCodes.write(file, codes);
      assertThat(NpyCodes.read(file, OptionalInt.of(bits))).isEqualTo(codes);
      Files.write(file, NpyCodes.plain(codes));
      assertThat(NpyCodes.read(file, OptionalInt.empty())).isEqualTo(codes);
    }
  }

  private void refused(byte[] array, String... parts) {
    assertThatThrownBy(() -> codes(array))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts);
  }
}
