package io.ddh.experiments.report.chart;

import io.ddh.core.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * A chart of curves. If its axes have no titles, it is a map of points with the same scale in both
 * directions. If each series is one point at the same x, the points are drawn beside each other.
 *
 * @param title large, on top
 * @param caption smaller, below the title: data set, whether synthetic, number of seeds; may be
 *     empty
 * @param x horizontal axis
 * @param y vertical axis
 * @param series the curves, at least one, in the order of the legend, the last drawn on top; names
 *     differ
 * @param order names that have a style of their own, so that a name looks the same in every chart
 *     with this list; other names follow in the order of series
 */
public record LineChart(
    String title, String caption, Axis x, Axis y, List<Series> series, List<String> order)
    implements Chart {
  /**
   * Copies the lists and checks the names.
   *
   * @param title large, on top
   * @param caption smaller, below the title
   * @param x horizontal axis
   * @param y vertical axis
   * @param series the curves, at least one
   * @param order names that have a style of their own
   * @throws IllegalArgumentException if there are no series, or two of them or two in the order
   *     have the same name
   */
  public LineChart {
    series = List.copyOf(series);
    order = List.copyOf(order);
    Check.that(!series.isEmpty(), "chart %s must have at least one series", title);
    long names = series.stream().map(Series::name).distinct().count();
    Check.that(names == series.size(), "names of series must differ in chart %s", title);
    Check.that(
        order.stream().distinct().count() == order.size(),
        "names of the order must differ in chart %s",
        title);
  }

  /**
   * {@return a map of points, without axes}
   *
   * @param title large, on top
   * @param series the points, at least one series
   * @param order names that have a style of their own
   */
  public static LineChart map(String title, List<Series> series, List<String> order) {
    return new LineChart(title, "", Axis.close(""), Axis.close(""), series, order);
  }

  boolean isMap() {
    return x.title().isEmpty();
  }

  /** The style of a name. */
  SeriesStyle style(String name) {
    List<String> names = new ArrayList<>(order);
    series.stream().map(Series::name).filter(s -> !order.contains(s)).forEach(names::add);
    return SeriesStyle.of(names.indexOf(name));
  }
}
