package io.ddh.experiments.report.chart;

import io.ddh.core.Check;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A curve of a chart, or the points of a map.
 *
 * @param name name in the legend, which also determines the style
 * @param x horizontal coordinates, finite or NaN, as many as y
 * @param y vertical coordinates, finite or NaN; a point with NaN in x or y is left out and
 *     interrupts the curve
 * @param rings true if the points are drawn as rings around points of other series
 */
public record Series(String name, double[] x, double[] y, boolean rings) {
  /**
   * Creates a curve, or points that are not rings.
   *
   * @param name name in the legend, not blank
   * @param x horizontal coordinates, finite or NaN, as many as y
   * @param y vertical coordinates, finite or NaN
   */
  public Series(String name, double[] x, double[] y) {
    this(name, x, y, false);
  }

  /**
   * {@return a curve through points, or the points themselves}
   *
   * @param name name in the legend, not blank
   * @param points x and y of each point
   * @param rings true if the points are drawn as rings around points of other series
   */
  public static Series of(String name, List<double[]> points, boolean rings) {
    double[] x = points.stream().mapToDouble(point -> point[0]).toArray();
    double[] y = points.stream().mapToDouble(point -> point[1]).toArray();
    return new Series(name, x, y, rings);
  }

  /**
   * Checks the values.
   *
   * @param name name in the legend, not blank
   * @param x horizontal coordinates, finite or NaN, as many as y
   * @param y vertical coordinates, finite or NaN
   * @param rings true if the points are drawn as rings around points of other series
   * @throws IllegalArgumentException if the name is blank, the numbers of x and y differ, or a
   *     value is infinite
   */
  public Series {
    Check.that(!name.isBlank(), "name must not be blank");
    Check.that(x.length == y.length, "series %s: %d x but %d y", name, x.length, y.length);
    Check.that(
        DoubleStream.concat(DoubleStream.of(x), DoubleStream.of(y)).noneMatch(Double::isInfinite),
        "points of series %s must not be infinite",
        name);
  }

  /** Returns true if point i has no NaN and can be drawn. */
  boolean drawable(int i) {
    return !Double.isNaN(x[i]) && !Double.isNaN(y[i]);
  }
}
