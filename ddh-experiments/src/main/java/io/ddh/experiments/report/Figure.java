package io.ddh.experiments.report;

import io.ddh.eval.chart.LineChart;

/**
 * One figure.
 *
 * @param name file name without suffix
 * @param chart what is drawn
 * @param csv the points that are drawn (precision at N: and those of larger N), as a CSV file
 */
record Figure(String name, LineChart chart, String csv) {
  /** Title and caption in one line. */
  String title() {
    return chart.title() + ": " + chart.caption();
  }
}
