package io.ddh.experiments.report.chart;

import java.util.Arrays;

/**
 * An axis. It covers the data and the range from {@code least} to {@code most}. Its ticks are at
 * the data if these are few and equally spaced, otherwise at round numbers.
 *
 * @param title with the unit if there is one, for example {@code Code length (bits)}; empty: no
 *     title and no ticks
 * @param least start of the axis, unless data lie below it; infinity: the axis starts with the data
 * @param most end of the axis, unless data lie above it; negative infinity: the axis ends with the
 *     data
 */
public record Axis(String title, double least, double most) {

  /**
   * {@return an axis that covers zero and the data}
   *
   * @param title with the unit; empty: no title and no ticks
   */
  public static Axis auto(String title) {
    return new Axis(title, 0, 0);
  }

  /**
   * {@return an axis from 0 to 1}
   *
   * @param title with the unit; empty: no title and no ticks
   */
  public static Axis unit(String title) {
    return new Axis(title, 0, 1);
  }

  /**
   * {@return an axis that covers only the data} If that leaves out zero, the title should say so.
   *
   * @param title with the unit; empty: no title and no ticks
   */
  public static Axis close(String title) {
    return new Axis(title, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  /** This axis with both ends set for the data; the range is never empty. */
  Axis covering(double[] data) {
    double from = Arrays.stream(data).reduce(least, Math::min);
    double to = Arrays.stream(data).reduce(most, Math::max);
    if (from < to) {
      return new Axis(title, from, to);
    }
    return from == to ? new Axis(title, from, from + 1) : new Axis(title, 0, 1); // no data
  }

  double span() {
    return most - least;
  }

  /** An axis of the given length around the middle of this one. */
  Axis around(double span) {
    double middle = (least + most) / 2;
    return new Axis(title, middle - span / 2, middle + span / 2);
  }

  /** Decimals for five to ten ticks, as a pattern of {@link java.text.DecimalFormat}. */
  String pattern(double[] data) {
    boolean whole = span() >= 2 && Arrays.stream(data).allMatch(v -> v == Math.rint(v));
    int decimals = whole ? 0 : (int) Math.ceil(0.7 - Math.log10(span()));
    return decimals <= 0 ? "#,##0" : "0." + "0".repeat(Math.min(decimals, 9));
  }
}
