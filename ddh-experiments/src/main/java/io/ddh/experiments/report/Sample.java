package io.ddh.experiments.report;

import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Mean and spread of some numbers, mostly of one number per seed.
 *
 * @param count how many numbers
 * @param mean NaN for none
 * @param sd sample standard deviation (n − 1), 0 for fewer than two
 */
public record Sample(int count, double mean, double sd) {

  /**
   * {@return mean and spread of the numbers}
   *
   * @param values the numbers; may be none
   */
  public static Sample of(double... values) {
    return new Sample(
        values.length,
        StatUtils.mean(values),
        values.length < 2 ? 0 : Math.sqrt(StatUtils.variance(values)));
  }

  /**
   * {@return the mean with four decimals, followed by the deviation if there are several numbers; a
   * dash for none}
   */
  public String text() {
    return format("%.4f");
  }

  /** {@return the same text with a sign before the mean} */
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

  /** Four decimals, as in the paper's table; empty for NaN. */
  static String four(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "";
  }
}
