package io.ddh.experiments.bench;

import io.ddh.core.Check;
import java.util.Arrays;

/**
 * Median and range of repeated measurements.
 *
 * @param median median of the measurements; the mean of the middle two if their number is even
 * @param min smallest measurement
 * @param max largest measurement
 */
public record Spread(double median, double min, double max) {
  /**
   * Summarizes measurements.
   *
   * @param rounds measurements, of which there is at least one; all are finite
   * @return median and range of the measurements
   */
  public static Spread of(double... rounds) {
    Check.atLeast("rounds", rounds.length, 1);
    for (double round : rounds) {
      Check.that(Double.isFinite(round), "a measurement must be finite, found %s", round);
    }
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
  }
}
