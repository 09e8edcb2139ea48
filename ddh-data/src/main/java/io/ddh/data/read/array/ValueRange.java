package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Converts the numbers of an array to grey levels 0..255 by {@code (value + offset) · factor},
 * rounded. Arrays of images usually hold numbers in 0..255, or floating-point numbers in 0..1. Some
 * other ranges are converted with a note to the user. A range is refused if it doesn't make clear
 * which value means white.
 *
 * @param note says how an unusual range was converted; empty for the usual ranges
 */
record ValueRange(double offset, double factor, Optional<String> note) {
  private static final double WHITE = 255;

  /**
   * Even in dark images, the brightest values are expected to exceed this share of the white value.
   */
  private static final double DIM = 0.5;

  /**
   * Images count as normalised if their sums, or their Euclidean norms, differ by at most this
   * share of the largest.
   */
  private static final double SAME = 1e-3;

  /** Converts a number to a grey level, 0..255. */
  int level(double value) {
    return (int) Math.max(0, Math.min(255, Math.round((value + offset) * factor)));
  }

  /**
   * Determines the range of all numbers, and derives the conversion to grey levels from it.
   *
   * @param place the file or folder, for error messages
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
        throw refused(place, name, "found " + range + ", so it is unclear which value is white");
      }
      return noted(0, 1 / 256.0, -0.5, name, range, "the high byte of each 16-bit value is used");
    }
    if (high == low) {
      return noted(0, 1, 0, name, range, "all values are the same");
    }
    if (floating && high > 1
        && high <= 2) { // probably scaled to 0..1, with overshoot from interpolation
      throw refused(place, name, "found " + range + "; clip the values at 1");
    }
    if (high > 1) {
      return high >= WHITE * DIM / 2
          ? usual(1)
          : noted(0, 1, 0, name, range, "taken as grey levels of 0..255, so the images are dark");
    }
    if (!floating) {
      return noted(0, WHITE, 0, name, range, "0 is taken as black and 1 as white");
    }
    if (high < DIM || unitRows(sources)) {
      return noted(
          0,
          WHITE / high,
          0,
          name,
          range,
          "the images are probably normalised, so the values are scaled to 0..255");
    }
    return usual(WHITE);
  }

  /**
   * Refuses arrays whose ranges differ, such as 0..1 and 0..255, because the images of one of the
   * arrays would become black.
   */
  private static void sameWhite(String place, List<ImageNumbers> sources, List<Range> parts) {
    for (int p = 1; p < parts.size(); p++) {
      if (parts.get(p).order() != parts.get(0).order()) {
        throw BadInputException.of(
            "%s: values of %s are %s, but those of %s are %s; valid: the same range for all",
            place, sources.get(0).name(), parts.get(0), sources.get(p).name(), parts.get(p));
      }
    }
  }

  /**
   * Determines the conversion of numbers in a range around 0. Ranges such as −1..1 are common in
   * the input of networks.
   */
  private static ValueRange signed(String place, String name, Range range) {
    for (double most : new double[] {0.5, 1}) {
      boolean within = range.low() >= -most && range.high() <= most;
      if (range.floating() && within && range.low() <= -most / 2 && range.high() >= most / 2) {
        String what = String.format(Locale.ROOT, "-%s is taken as black and %1$s as white", most);
        return noted(most, WHITE / (2 * most), 0, name, range, what);
      }
    }
    throw refused(place, name, "found " + range + ", which look standardised or signed");
  }

  private static ValueRange usual(double factor) {
    return new ValueRange(0, factor, Optional.empty());
  }

  /** Creates a conversion with a note; {@code shift} is added to the levels before rounding. */
  private static ValueRange noted(
      double offset, double factor, double shift, String name, Range range, String what) {
    String note = "values of " + name + " are " + range + ": " + what;
    return new ValueRange(offset + shift / factor, factor, Optional.of(note));
  }

  private static BadInputException refused(String place, String name, String found) {
    return new BadInputException(
        place + ": values of " + name + " must be in [0, 255], or in [0, 1], " + found);
  }

  /**
   * Returns whether all images are normalised. Images are normalised if, as vectors, they all have
   * the same Euclidean norm, or if the values of each image have the same sum.
   */
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

  /** Returns the sum of an image's values and their Euclidean norm. */
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
    /**
     * Returns which white value the range suggests. The result is 0 if the white value is 1, 1 if
     * it is 255, and 2 if it is 65535.
     */
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
