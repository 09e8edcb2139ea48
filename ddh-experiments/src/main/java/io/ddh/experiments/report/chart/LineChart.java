package io.ddh.experiments.report.chart;

import io.ddh.core.Check;
import java.util.List;

/**
 * A chart of curves.
 *
 * @param title large, on top
 * @param caption smaller below it: data set, whether synthetic, what counts how; may be empty
 * @param x horizontal axis
 * @param y vertical axis
 * @param series the curves, at least one, in the order of the legend, the last drawn on top; names
 *     differ
 * @param order all names that get a style of their own, so that a name looks the same in every
 *     chart drawn with this list; names outside it follow behind, in the order of series
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
}
