package io.ddh.experiments.report;

import java.util.Locale;

/** Formats numbers. */
final class Numbers {
  private Numbers() {}

  /** Four decimals, as in the paper's table; empty for NaN. */
  static String four(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "";
  }

  /** All digits, whole numbers without a point; empty for NaN. */
  static String plain(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
