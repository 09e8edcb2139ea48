package io.ddh.experiments.report.chart;

import io.ddh.core.Check;

/**
 * A curve, or points of a map.
 *
 * @param name shown in the legend; the style follows from it
 * @param x finite or NaN, as many as y
 * @param y finite or NaN; a point with NaN in x or y is left out and interrupts the curve
 * @param rings true: rings around points of other series
 */
public record Series(String name, double[] x, double[] y, boolean rings) {
  /** A curve, or points with a style of their own. */
  public Series(String name, double[] x, double[] y) {
    this(name, x, y, false);
  }

  public Series {
    Check.that(!name.isBlank(), "name must not be blank");
    Check.that(
        x.length == y.length,
        "series %s must have as many x as y: %d, %d",
        name,
        x.length,
        y.length);
    for (int i = 0; i < x.length; i++) {
      Check.that(
          !Double.isInfinite(x[i]) && !Double.isInfinite(y[i]),
          "point %d of series %s must not be infinite",
          i,
          name);
    }
  }

  /** True if point i can be drawn. */
  boolean drawable(int i) {
    return !Double.isNaN(x[i]) && !Double.isNaN(y[i]);
  }
}
