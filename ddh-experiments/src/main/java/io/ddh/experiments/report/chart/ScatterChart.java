package io.ddh.experiments.report.chart;

import io.ddh.core.Check;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Maps of points side by side, with one legend below them all. The axes of a map have no unit and
 * are not drawn; both have the same scale.
 *
 * @param title large, on top
 * @param caption smaller below it; may be empty
 * @param panels at least one, all with the same names of groups in the same order
 */
public record ScatterChart(String title, String caption, List<Panel> panels) implements Chart {
  public ScatterChart {
    panels = List.copyOf(panels);
    Check.that(!panels.isEmpty(), "chart %s must have at least one panel", title);
    List<String> names = panels.get(0).names();
    Check.that(
        panels.stream().allMatch(panel -> panel.names().equals(names)),
        "panels of chart %s must have the same groups, for the legend they share",
        title);
  }

  /**
   * One map.
   *
   * @param title over it
   * @param groups at least one, each with a colour and marker of its own
   */
  public record Panel(String title, List<Group> groups) {
    public Panel {
      groups = List.copyOf(groups);
      Check.that(!groups.isEmpty(), "panel %s must have at least one group", title);
    }

    List<String> names() {
      return groups.stream().map(Group::name).toList();
    }
  }

  /**
   * Points that belong together.
   *
   * @param name in the legend
   * @param x finite
   * @param y finite, as many as x
   * @param ringed as many as x; a point with a ring around it stands out
   */
  public record Group(String name, double[] x, double[] y, boolean[] ringed) {
    public Group {
      Check.that(
          x.length == y.length && x.length == ringed.length,
          "group %s must have as many x as y and rings: %d, %d, %d",
          name,
          x.length,
          y.length,
          ringed.length);
      Check.that(
          DoubleStream.concat(DoubleStream.of(x), DoubleStream.of(y)).allMatch(Double::isFinite),
          "points of group %s must be finite",
          name);
    }
  }
}
