package io.ddh.experiments.report.chart;

import io.ddh.core.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * A chart of curves; without titles of axes a map of points, with the same scale in both
 * directions. Where each series is one point at the same x, the points are drawn beside each other.
 *
 * @param title large, on top
 * @param caption smaller, below the title: data set, whether synthetic, what counts how; may be
 *     empty
 * @param x horizontal axis
 * @param y vertical axis
 * @param series the curves, at least one, in the order of the legend, the last drawn on top; names
 *     differ
 * @param order all names that have a style of their own, so that a name looks the same in every
 *     chart with this list; other names follow after it, in the order of series
 */
public record LineChart(
    String title, String caption, Axis x, Axis y, List<Series> series, List<String> order)
    implements Chart {
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

  /** A map of points, without axes. */
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
