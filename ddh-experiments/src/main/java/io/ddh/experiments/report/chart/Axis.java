package io.ddh.experiments.report.chart;

import java.util.Arrays;

/**
 * An axis of a chart. The axis covers the data and the range from {@code least} to {@code most}.
 * The ticks are at the data points if these are few and equally spaced, otherwise at round numbers.
 *
 * @param title title with the unit if there is one, for example {@code Code length (bits)}; if it
 *     is empty, the axis has no title and no ticks
 * @param least start of the axis, unless data lie below it; infinity if the axis starts with the
 *     data
 * @param most end of the axis, unless data lie above it; negative infinity if the axis ends with
 *     the data
 */
public record Axis(String title, double least, double most) {

  /**
   * {@return an axis that covers zero and the data}
   *
   * @param title title with the unit; if it is empty, the axis has no title and no ticks
   */
  public static Axis auto(String title) {
    return new Axis(title, 0, 0);
  }

  /**
   * {@return an axis from 0 to 1}
   *
   * @param title title with the unit; if it is empty, the axis has no title and no ticks
   */
  public static Axis unit(String title) {
    return new Axis(title, 0, 1);
  }

  /**
   * {@return an axis that covers only the data} If the axis does not include zero, its title should
   * say so.
   *
   * @param title title with the unit; if it is empty, the axis has no title and no ticks
   */
  public static Axis close(String title) {
    return new Axis(title, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  /** Returns this axis with both ends set so that it covers the data; its range is never empty. */
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

  /** Returns an axis of the given length with the same middle as this one. */
  Axis around(double span) {
    double middle = (least + most) / 2;
    return new Axis(title, middle - span / 2, middle + span / 2);
  }

  /**
   * Returns a pattern of {@link java.text.DecimalFormat} with enough decimals for five to ten
   * ticks.
   */
  String pattern(double[] data) {
    boolean whole = span() >= 2 && Arrays.stream(data).allMatch(v -> v == Math.rint(v));
    int decimals = whole ? 0 : (int) Math.ceil(0.7 - Math.log10(span()));
    return decimals <= 0 ? "#,##0" : "0." + "0".repeat(Math.min(decimals, 9));
  }
}
