package io.ddh.benchmarks.harness;

import io.ddh.core.Check;
import io.ddh.experiments.bench.Spread;
import java.util.Arrays;
import java.util.Locale;

/** Numbers as the pages show them, and the ratios between two sides. */
public final class PageNumbers {
  private static final double LARGE = 100;

  private PageNumbers() {}

  /** Three digits or more: 12,345 or 12.3 or 0.123. */
  public static String of(double value) {
    double size = Math.abs(value);
    String format = size >= LARGE ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  /** Smallest to largest. */
  public static String range(Spread spread) {
    return of(spread.min()) + "–" + of(spread.max());
  }

  /** A ratio with its sign: 1.87×. */
  public static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f×", ratio);
  }

  /** Our rate over the highest of the others': above 1, ours is faster than all. */
  public static double overFastest(double ours, double... others) {
    Check.atLeast("others", others.length, 1);
    return ours / Arrays.stream(others).max().orElseThrow();
  }

  /** How far the lowest lies below the highest, as a share of the highest. */
  public static double dip(double... values) {
    Check.atLeast("values", values.length, 1);
    double max = Arrays.stream(values).max().orElseThrow();
    return 1 - Arrays.stream(values).min().orElseThrow() / max;
  }

  /** A share in whole percent. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
