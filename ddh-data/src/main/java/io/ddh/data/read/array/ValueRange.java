package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Converts an array's numbers to grey levels 0..255: {@code (value + offset) · factor}, rounded.
 * Arrays of images usually hold numbers in 0..255, or floating-point numbers in 0..1. Some other
 * ranges are converted with a note; a range whose white can't be determined is refused.
 *
 * @param note what was done to an unusual range
 */
record ValueRange(double offset, double factor, Optional<String> note) {
  private static final double WHITE = 255;

  /** Even dark images have values above this share of white. */
  private static final double DIM = 0.5;

  /** How far the lengths of unit rows may differ, relatively. */
  private static final double SAME = 1e-3;

  /** The grey level of a number. */
  int level(double value) {
    return (int) Math.max(0, Math.min(255, Math.round((value + offset) * factor)));
  }

  /**
   * Finds the common range of all numbers.
   *
   * @param place file or folder, for messages
   * @throws BadInputException if a number is not finite or the range is unclear
   */
  static ValueRange of(String place, List<ImageNumbers> sources) {
    List<Range> parts = new ArrayList<>();
    for (ImageNumbers source : sources) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      int n = source.values().size();
      for (int i = 0; i < n; i++) {
        double v = source.values().number(i);
        if (Double.isNaN(v) || Double.isInfinite(v)) {
          throw refused(place, source.name(), "found " + v);
        }
        least = Math.min(least, v);
        most = Math.max(most, v);
      }
      parts.add(new Range(least, most, source.floating()));
    }
    sameWhite(place, sources, parts);
    String name = sources.get(0).name();
    double low = parts.stream().mapToDouble(Range::low).min().orElseThrow();
    double high = parts.stream().mapToDouble(Range::high).max().orElseThrow();
    boolean floating = parts.stream().allMatch(Range::floating);
    Range range = new Range(low, high, floating);
    if (low < 0) {
      return signed(place, name, range);
    }
    if (high > WHITE) {
      if (high > 65535 || high < 32768) {
        throw refused(place, name, "found " + range + ", of which white can't be told");
      }
      return noted(0, 1 / 256.0, -0.5, name, range, "the higher of two bytes is taken");
    }
    if (high == low) {
      return noted(0, 1, 0, name, range, "all the same");
    }
    if (floating && high > 1 && high <= 2) { // scaled, and an interpolation went beyond white
      throw refused(place, name, "found " + range + "; clip them at 1");
    }
    if (high > 1) {
      return high >= WHITE * DIM / 2
          ? usual(1)
          : noted(0, 1, 0, name, range, "taken as levels of 0..255, so images are dark");
    }
    if (!floating) {
      return noted(0, WHITE, 0, name, range, "taken as black and white");
    }
    if (high < DIM || unitRows(sources)) {
      return noted(0, WHITE / high, 0, name, range, "rows of unit length? spread over 0..255");
    }
    return usual(WHITE);
  }

  /**
   * Refuses arrays of which one ends at 1 and another far above: one of them would become black.
   */
  private static void sameWhite(String place, List<ImageNumbers> sources, List<Range> parts) {
    for (int p = 1; p < parts.size(); p++) {
      if (parts.get(p).order() != parts.get(0).order()) {
        throw BadInputException.of(
            "%s: values of %s are %s, of %s %s; valid: one range for all",
            place, sources.get(0).name(), parts.get(0), sources.get(p).name(), parts.get(p));
      }
    }
  }

  /** The range of numbers around 0, as networks use them. */
  private static ValueRange signed(String place, String name, Range range) {
    for (double most : new double[] {0.5, 1}) {
      boolean within = range.low() >= -most && range.high() <= most;
      if (range.floating() && within && range.low() <= -most / 2 && range.high() >= most / 2) {
        String what = String.format(Locale.ROOT, "-%s is black, %1$s white", most);
        return noted(most, WHITE / (2 * most), 0, name, range, what);
      }
    }
    throw refused(place, name, "found " + range + ", standardised or signed");
  }

  private static ValueRange usual(double factor) {
    return new ValueRange(0, factor, Optional.empty());
  }

  /** A conversion with its note; levels are shifted before they are rounded. */
  private static ValueRange noted(
      double offset, double factor, double shift, String name, Range range, String what) {
    String note = "values of " + name + " are " + range + ": " + what;
    return new ValueRange(offset + shift / factor, factor, Optional.of(note));
  }

  private static BadInputException refused(String place, String name, String found) {
    return new BadInputException(
        place + ": values of " + name + " must be in [0, 255], or in [0, 1], " + found);
  }

  /** Whether all images have the same length as vectors, or the same sum. */
  private static boolean unitRows(List<ImageNumbers> sources) {
    double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] most = new double[2];
    int images = 0;
    for (ImageNumbers source : sources) {
      for (int i = 0; i < source.axes().n(); i++) {
        double[] found = sums(source, i);
        for (int k = 0; k < 2; k++) {
          least[k] = Math.min(least[k], found[k]);
          most[k] = Math.max(most[k], found[k]);
        }
        images++;
      }
    }
    boolean same = most[0] - least[0] <= SAME * most[0] || most[1] - least[1] <= SAME * most[1];
    return images > 1 && same;
  }

  /** Sum and length of an image. */
  private static double[] sums(ImageNumbers source, int i) {
    ImageNumbers.Axes axes = source.axes();
    double sum = 0;
    double squares = 0;
    for (int y = 0; y < axes.height(); y++) {
      for (int x = 0; x < axes.width(); x++) {
        for (int c = 0; c < axes.planes(); c++) {
          double v = source.number(i, y, x, c);
          sum += v;
          squares += v * v;
        }
      }
    }
    return new double[] {sum, Math.sqrt(squares)};
  }

  private record Range(double low, double high, boolean floating) {
    /** The value of white that the range suggests: 1, 255 or 65535. */
    int order() {
      return high <= 1 ? 0 : high <= WHITE ? 1 : 2;
    }

    @Override
    public String toString() {
      return text(low) + ".." + text(high);
    }

    private static String text(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e9
          ? Long.toString((long) value)
          : String.format(Locale.ROOT, "%.3g", value);
    }
  }
}
