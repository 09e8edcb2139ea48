package io.ddh.benchmarks.harness;

import io.ddh.core.Check;
import io.ddh.experiments.bench.Spread;
import java.util.Arrays;
import java.util.Locale;

/** Numbers as the pages show them, and the ratios between two sides. */
public final class PageNumbers {
  private static final double LARGE = 100;

  private PageNumbers() {}

  /**
   * Formats a number.
   *
   * @param value the number
   * @return the number with at least three digits: 12,345 or 12.3 or 0.123
   */
  public static String of(double value) {
    double size = Math.abs(value);
    String format = size >= LARGE ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  /**
   * Formats a range.
   *
   * @param spread of a measurement
   * @return smallest to largest value: 1.20–1.87
   */
  public static String range(Spread spread) {
    return of(spread.min()) + "–" + of(spread.max());
  }

  /**
   * {@return a ratio with its sign: 1.87×}
   *
   * @param ratio a ratio
   */
  public static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f×", ratio);
  }

  /**
   * Divides our rate by the highest of the others.
   *
   * @param ours our rate
   * @param others the others' rates, at least one
   * @return the quotient; above 1 if ours is the fastest
   */
  public static double overFastest(double ours, double... others) {
    Check.atLeast("others", others.length, 1);
    return ours / Arrays.stream(others).max().orElseThrow();
  }

  /**
   * {@return how far the lowest lies below the highest, as a share of the highest}
   *
   * @param values at least one
   */
  public static double dip(double... values) {
    Check.atLeast("values", values.length, 1);
    double max = Arrays.stream(values).max().orElseThrow();
    return 1 - Arrays.stream(values).min().orElseThrow() / max;
  }

  /**
   * {@return a share in whole percent}
   *
   * @param share in [0, 1]
   */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
