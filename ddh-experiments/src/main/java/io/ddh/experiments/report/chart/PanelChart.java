package io.ddh.experiments.report.chart;

import io.ddh.core.Check;
import java.util.List;

/**
 * Charts in a grid, with one legend for all of them in the last place, or one for each.
 *
 * @param title large, on top
 * @param caption smaller, below the title; may be empty
 * @param columns panels in a row, ≥ 1
 * @param panels at least one, in reading order, all with the same {@link LineChart#order()}, which
 *     names all their series; a panel's title and caption are above it
 * @param legends true: each panel has a legend of its own curves
 */
public record PanelChart(
    String title, String caption, int columns, List<LineChart> panels, boolean legends)
    implements Chart {
  /**
   * Copies the list and checks the panels.
   *
   * @param title large, on top
   * @param caption smaller, below the title
   * @param columns panels in a row, ≥ 1
   * @param panels at least one
   * @param legends true: each panel has a legend
   * @throws IllegalArgumentException if there is no column or panel, or the panels don't share one
   *     order of names that has all their series
   */
  public PanelChart {
    panels = List.copyOf(panels);
    Check.atLeast("columns", columns, 1);
    Check.that(!panels.isEmpty(), "chart %s must have at least one panel", title);
    List<String> order = panels.get(0).order();
    Check.that(
        panels.stream().allMatch(panel -> panel.order().equals(order)),
        "panels of chart %s must have one order of names, for the legend they share",
        title);
    for (LineChart panel : panels) {
      for (Series series : panel.series()) {
        Check.that(
            order.contains(series.name()),
            "series %s of chart %s must be in the order of names, found %s",
            series.name(),
            title,
            order);
      }
    }
  }
}
