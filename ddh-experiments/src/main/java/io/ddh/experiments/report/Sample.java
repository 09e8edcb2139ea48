package io.ddh.experiments.report;

import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Mean and standard deviation of some numbers, usually one number per seed.
 *
 * @param count number of values
 * @param mean mean of the values; NaN if there are none
 * @param sd sample standard deviation (n − 1) of the values; 0 if there are fewer than two
 */
public record Sample(int count, double mean, double sd) {

  /**
   * {@return mean and standard deviation of the numbers}
   *
   * @param values the numbers; there may be none
   */
  public static Sample of(double... values) {
    return new Sample(
        values.length,
        StatUtils.mean(values),
        values.length < 2 ? 0 : Math.sqrt(StatUtils.variance(values)));
  }

  /**
   * {@return the mean with four decimals, followed by the standard deviation if there are several
   * numbers; a dash if there are none}
   */
  public String text() {
    return format("%.4f");
  }

  /** {@return the same text as text(), but with a sign before the mean} */
  public String signed() {
    return format("%+.4f");
  }

  private String format(String pattern) {
    if (count == 0) {
      return "–";
    }
    String text = String.format(Locale.ROOT, pattern, mean).replace('-', '−');
    return count == 1 ? text : text + String.format(Locale.ROOT, " ± %.4f", sd);
  }

  /** Formats a value with four decimals, as in the paper's table. NaN becomes an empty string. */
  static String four(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "";
  }
}
