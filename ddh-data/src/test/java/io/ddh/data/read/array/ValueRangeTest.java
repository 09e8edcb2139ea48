package io.ddh.data.read.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.npy.NdArray;
import io.ddh.core.npy.NpyType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRangeTest {
  /** Images of one row each, all in one array. */
  private static ImageNumbers rows(double[] values, boolean floating, int n) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length);
    Arrays.stream(values).forEach(bytes::putDouble);
    int width = values.length / n;
    var axes = new ImageNumbers.Axes(n, 1, width, 1, width, width, 1, 0);
    try {
      NdArray array =
          new NdArray(NpyType.of(">f8"), new int[] {values.length}, false, bytes.array());
      return new ImageNumbers("fea", array, floating, axes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ValueRange range(ImageNumbers... parts) {
    return ValueRange.of("a.mat", List.of(parts));
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "0 7 255, 0 7 255, false",
    "0.4 7.5 254.6, 0 8 255, true",
    "12 200, 12 200, true",
    "0 0.5 1, 0 128 255, true",
    "0.1 0.9, 26 230, true"
  })
  void usualRangesAreTakenWithoutNote(String values, String levels, boolean floating) {
    check(values, levels, floating, "");
  }

  @ParameterizedTest
  @CsvSource({
    "0 1 1, 0 255 255, false, 0..1: 0 is taken as black and 1 as white",
    "0 0.05 0.1, 0 128 255, true, 0..0.100: the images are probably normalised; so the"
        + " values are scaled to 0..255",
    "-1 0 0.9, 0 128 242, true, -1..0.900: -1.0 is taken as black and 1.0 as white",
    "-0.5 0 0.5, 0 128 255, true, -0.500..0.500: -0.5 is taken as black and 0.5 as white",
    "0 255 256 65535, 0 0 1 255, false, 0..65535: the high byte of each 16-bit value is used",
    "0 8 16, 0 8 16, true, 0..16: taken as grey levels of 0..255; so the images are dark",
    "3 3, 3 3, false, 3..3: all values are the same"
  })
  void othersAreTakenWithANote(String values, String levels, boolean floating, String note) {
    check(values, levels, floating, "values of fea are " + note.replace(';', ','));
  }

  private static void check(String values, String levels, boolean floating, String note) {
    double[] numbers = numbers(values);
    ValueRange range = range(rows(numbers, floating, 1));
    int[] found = Arrays.stream(numbers).mapToInt(range::level).toArray();
    int[] expected = Arrays.stream(numbers(levels)).mapToInt(v -> (int) v).toArray();
    assertThat(found).isEqualTo(expected);
    assertThat(range.note().orElse("")).isEqualTo(note);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 NaN",
        "Infinity 1",
        "-2.1 0 3.4",
        "-0.01 0.9",
        "-128 127",
        "0 256",
        "0 4095",
        "0 0.5 1.02",
        "0 70000"
      })
  void whatCannotBeToldIsRefused(String values) {
    assertThatThrownBy(() -> range(rows(numbers(values), true, 1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("a.mat: values of fea must be in [0, 255], or in [0, 1], found ")
        .hasMessageMatching(".{1,160}");
  }

  /** Training images in 0..1 and test images in 0..255: under one range either would be black. */
  @Test
  void partsOfDifferentRangesAreRefused() {
    ImageNumbers train = rows(numbers("0 0.5 1"), true, 1);
    for (String test : List.of("0 7 255", "0 7 65535")) {
      List<ImageNumbers> parts = List.of(train, rows(numbers(test), false, 1));
      assertThatThrownBy(() -> ValueRange.of("a.npz", parts))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("a.npz: values of fea are 0..1, but those of fea are 0..")
          .hasMessageEndingWith("; valid: the same range for all");
    }
    List<ImageNumbers> alike = List.of(train, rows(numbers("0.1 0.2 0.9"), true, 1));
    assertThat(ValueRange.of("a.npz", alike).level(1)).isEqualTo(255);
  }

  /** Rows of length 1, of which one has few bright pixels: the largest value tells nothing. */
  @Test
  void unitRowsAreFoundByTheirLengths() {
    ImageNumbers unit = rows(numbers("0.6 0.8 0.8 0.6"), true, 2);
    assertThat(range(unit).note())
        .hasValueSatisfying(n -> assertThat(n).contains("probably normalised"));
    assertThat(range(unit).level(0.8)).isEqualTo(255);
    assertThat(range(rows(numbers("0.6 0.8 0.7 0.2"), true, 2)).note()).isEmpty();
  }
}
