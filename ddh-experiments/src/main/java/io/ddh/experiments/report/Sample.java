package io.ddh.experiments.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * Numbers over seeds.
 *
 * @param count how many
 * @param mean NaN for none
 * @param sd sample deviation (n − 1), 0 for fewer than two
 */
public record Sample(int count, double mean, double sd) {

  /** Mean and deviation. */
  public static Sample of(double... values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return new Sample(
        values.length, mean, values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)));
  }

  /** Four decimals, with the deviation where there is one; a dash for no numbers. */
  public String text() {
    return format("%.4f");
  }

  /** The same with a sign before the mean. */
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
}
