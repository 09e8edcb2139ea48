package io.ddh.experiments.report.chart;

import io.ddh.core.Check;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A chart of curves. If the axes have no titles, the chart is a map of points with the same scale
 * in both directions. If every series is a single point and all have the same x, the points are
 * drawn side by side.
 *
 * @param title title, in large type on top
 * @param caption caption, in smaller type below the title, with the data set, whether it is
 *     synthetic and the number of seeds; may be empty
 * @param x horizontal axis
 * @param y vertical axis
 * @param series the curves, at least one, with different names, in the order of the legend; the
 *     last one is drawn on top
 * @param order names that have a fixed style, so that a name looks the same in every chart with
 *     this list; other names get the styles that follow, in the order of the series
 */
public record LineChart(
    String title, String caption, Axis x, Axis y, List<Series> series, List<String> order)
    implements Chart {
  /**
   * Copies the lists and checks the names.
   *
   * @param title title, in large type on top
   * @param caption caption, in smaller type below the title
   * @param x horizontal axis
   * @param y vertical axis
   * @param series the curves, at least one
   * @param order names that have a fixed style
   * @throws IllegalArgumentException if there are no series, if two series have the same name, or
   *     if the order contains a name twice
   */
  public LineChart {
    series = List.copyOf(series);
    order = List.copyOf(order);
    Check.that(!series.isEmpty(), "chart %s must have at least one series", title);
    distinct("series", series.stream().map(Series::name).toList(), title);
    distinct("the order", order, title);
  }

  private static void distinct(String what, List<String> names, String title) {
    boolean differ = Set.copyOf(names).size() == names.size();
    Check.that(differ, "names of %s must differ in chart %s", what, title);
  }

  /**
   * {@return a map of points, without axes}
   *
   * @param title title, in large type on top
   * @param series the points, at least one series
   * @param order names that have a fixed style
   */
  public static LineChart map(String title, List<Series> series, List<String> order) {
    return new LineChart(title, "", Axis.close(""), Axis.close(""), series, order);
  }

  boolean isMap() {
    return x.title().isEmpty();
  }

  /** Returns the style of the series with a name. */
  SeriesStyle style(String name) {
    Stream<String> all = Stream.concat(order.stream(), series.stream().map(Series::name));
    return SeriesStyle.of(all.distinct().toList().indexOf(name));
  }
}
