package io.ddh.experiments.report;

import io.ddh.experiments.report.chart.Chart;
import io.ddh.experiments.report.chart.LineChart;

/**
 * What a {@link Figure} drew.
 *
 * @param name file name without suffix
 * @param chart what is drawn
 * @param csv the points that are drawn (precision at N: and those of larger N), as a CSV file
 */
public record DrawnFigure(String name, Chart chart, String csv) {
  /** True for panels side by side, which need the whole width of a page. */
  boolean wide() {
    return !(chart instanceof LineChart);
  }

  /** Title and caption in one line. */
  String title() {
    return chart.title() + ": " + chart.caption();
  }
}
