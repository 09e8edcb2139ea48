package io.ddh.experiments.report.chart;

import io.ddh.core.Check;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An axis: its title, with the unit, and its ticks. The axis reaches from the first tick to the
 * last.
 *
 * @param title with the unit where there is one, for example {@code Code length (bits)}
 * @param ticks ascending, at least two, equally spaced; none: round ticks that cover zero and the
 *     data
 */
public record Axis(String title, double[] ticks) {
  private static final int MOST_TICKS = 11;

  public Axis {
    Check.that(ticks.length != 1, "axis %s must have no tick or at least two", title);
    for (int i = 1; i < ticks.length; i++) {
      double step = (ticks[ticks.length - 1] - ticks[0]) / (ticks.length - 1);
      Check.that(
          step > 0 && Math.abs(ticks[i] - ticks[i - 1] - step) < 1e-6 * step,
          "ticks of axis %s must be ascending and equally spaced, found %s",
          title,
          Arrays.toString(ticks));
    }
  }

  /** Round ticks that cover zero and the data. */
  public static Axis auto(String title) {
    return new Axis(title, new double[0]);
  }

  /** From 0 to 1 in steps of 0.1. */
  public static Axis unit(String title) {
    return new Axis(title, IntStream.rangeClosed(0, 10).mapToDouble(i -> i / 10.0).toArray());
  }

  /** Round ticks that cover the data, and zero only if they do; say so where it is shown. */
  public static Axis close(String title, double lowest, double highest) {
    return new Axis(title, round(lowest, highest > lowest ? highest : lowest + 1));
  }

  /** Ticks exactly here, for example 12, 24, 36, 48. */
  public static Axis at(String title, double... ticks) {
    return new Axis(title, ticks);
  }

  /** This axis with ticks, made from the data where it has none. */
  Axis covering(double lowest, double highest) {
    if (ticks.length > 0) {
      return this;
    }
    double from = Math.min(0, lowest);
    double to = Math.max(0, highest);
    if (!(to > from)) { // no data, or all of it 0
      to = from + 1;
    }
    return new Axis(title, round(from, to));
  }

  private static double[] round(double from, double to) {
    double step = roundStep((to - from) / (MOST_TICKS - 1));
    long first = (long) Math.floor(from / step + 1e-9);
    long last = (long) Math.ceil(to / step - 1e-9);
    int count = Math.toIntExact(last - first + 1);
    double[] round = new double[count];
    Arrays.setAll(round, i -> (first + i) * step);
    return round;
  }

  /** The least of 1, 2, 5 times a power of ten that is not below the given step. */
  private static double roundStep(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= step * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  double min() {
    return ticks[0];
  }

  double max() {
    return ticks[ticks.length - 1];
  }

  /** Decimals that tell the ticks apart, as a pattern of {@link java.text.DecimalFormat}. */
  String pattern() {
    double step = (max() - min()) / (ticks.length - 1);
    int decimals = 0;
    for (double scaled = step;
        decimals < 8 && Math.abs(scaled - Math.rint(scaled)) > 1e-6 * scaled;
        scaled *= 10) {
      decimals++;
    }
    return decimals == 0 ? "#,##0" : "0." + "0".repeat(decimals);
  }
}
