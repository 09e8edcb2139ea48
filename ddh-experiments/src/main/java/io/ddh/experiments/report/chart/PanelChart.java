package io.ddh.experiments.report.chart;

import io.ddh.core.Check;
import java.util.List;

/**
 * Several charts (panels) in a grid. Either each panel has a legend, or one legend for all panels
 * takes the last place of the grid.
 *
 * @param title title, in large type on top
 * @param caption caption, in smaller type below the title; may be empty
 * @param columns number of panels in a row, ≥ 1
 * @param panels the panels in reading order, at least one, all with the same {@link
 *     LineChart#order()}, which names all their series; the title and caption of a panel are above
 *     it
 * @param legends true if each panel has a legend of its own, false if there is one legend for all
 */
public record PanelChart(
    String title, String caption, int columns, List<LineChart> panels, boolean legends)
    implements Chart {
  /**
   * Copies the list and checks the panels.
   *
   * @param title title, in large type on top
   * @param caption caption, in smaller type below the title
   * @param columns number of panels in a row, ≥ 1
   * @param panels the panels, at least one
   * @param legends true if each panel has a legend of its own
   * @throws IllegalArgumentException if there is no column or panel, or if the panels do not have
   *     the same order of names with all their series in it
   */
  public PanelChart {
    panels = List.copyOf(panels);
    Check.atLeast("columns", columns, 1);
    Check.that(!panels.isEmpty(), "chart %s must have at least one panel", title);
    List<String> order = panels.get(0).order();
    Check.that(
        panels.stream().allMatch(panel -> panel.order().equals(order)),
        "all panels of chart %s must have the same order of names, since they share a legend",
        title);
    for (LineChart panel : panels) {
      for (Series series : panel.series()) {
        Check.that(
            order.contains(series.name()),
            "series %s of chart %s must be among the names that have a fixed style, found %s",
            series.name(),
            title,
            order);
      }
    }
  }
}
