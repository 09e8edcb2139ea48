package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRangeTest {
  /** Rows of one image each, w pixels wide. */
  private record Rows(double[] values, boolean isFloating, int n) implements PictureNumbers.Source {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double number(int i) {
      return values[i];
    }

    @Override
    public String name() {
      return "fea";
    }

    ValueRange range() {
      int width = values.length / n;
      var axes = new PictureNumbers.Axes(n, 1, width, 1, width, width, 1, 0);
      return ValueRange.of("a.mat", List.of(this), List.of(axes));
    }
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
    "0 1 1, 0 255 255, false, 0..1: taken as black and white",
    "0 0.05 0.1, 0 128 255, true, 0..0.100: rows of unit length? spread over 0..255",
    "-1 0 0.9, 0 128 242, true, -1..0.900: -1.0 is black; 1.0 white",
    "-0.5 0 0.5, 0 128 255, true, -0.500..0.500: -0.5 is black; 0.5 white",
    "0 255 256 65535, 0 0 1 255, false, 0..65535: the higher of two bytes is taken",
    "0 8 16, 0 8 16, true, 0..16: taken as levels of 0..255; so images are dark",
    "3 3, 3 3, false, 3..3: all the same"
  })
  void othersAreTakenWithANote(String values, String levels, boolean floating, String note) {
    check(values, levels, floating, "values of fea are " + note.replace(';', ','));
  }

  private static void check(String values, String levels, boolean floating, String note) {
    double[] numbers = numbers(values);
    ValueRange range = new Rows(numbers, floating, 1).range();
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
    assertThatThrownBy(() -> new Rows(numbers(values), true, 1).range())
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("a.mat: values of fea must be in [0, 255], or in [0, 1], found ")
        .hasMessageMatching(".{1,160}");
  }

  /** Training images in 0..1 and test images in 0..255: under one range either would be black. */
  @Test
  void partsOfDifferentRangesAreRefused() {
    Rows train = new Rows(numbers("0 0.5 1"), true, 1);
    var axes = new PictureNumbers.Axes(1, 1, 3, 1, 3, 3, 1, 0);
    for (String test : List.of("0 7 255", "0 7 65535")) {
      List<Rows> parts = List.of(train, new Rows(numbers(test), false, 1));
      assertThatThrownBy(() -> ValueRange.of("a.npz", parts, List.of(axes, axes)))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("a.npz: values of fea are 0..1, of fea 0..")
          .hasMessageEndingWith("; valid: one range for all");
    }
    List<Rows> alike = List.of(train, new Rows(numbers("0.1 0.2 0.9"), true, 1));
    assertThat(ValueRange.of("a.npz", alike, List.of(axes, axes)).level(1)).isEqualTo(255);
  }

  /** Rows of length 1, of which one has few bright pixels: the largest value tells nothing. */
  @Test
  void unitRowsAreFoundByTheirLengths() {
    Rows unit = new Rows(numbers("0.6 0.8 0.8 0.6"), true, 2);
    assertThat(unit.range().note()).hasValueSatisfying(n -> assertThat(n).contains("unit length"));
    assertThat(unit.range().level(0.8)).isEqualTo(255);
    assertThat(new Rows(numbers("0.6 0.8 0.7 0.2"), true, 2).range().note()).isEmpty();
  }
}
