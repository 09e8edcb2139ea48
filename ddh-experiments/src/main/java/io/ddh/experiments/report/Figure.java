package io.ddh.experiments.report;

import io.ddh.eval.chart.LineChart;
import java.util.List;

/**
 * One figure: a chart and the points it is drawn from.
 *
 * @param name file name without suffix
 * @param title above the chart
 * @param xLabel x axis
 * @param yLabel y axis
 * @param series lines in row order
 * @param csv the points as a CSV file
 */
record Figure(
    String name, String title, String xLabel, String yLabel, List<Series> series, String csv) {
  /**
   * One line of a chart.
   *
   * @param name in the legend
   * @param x ascending
   * @param y as many
   */
  record Series(String name, double[] x, double[] y) {}

  /** The chart of it. */
  LineChart chart() {
    return new LineChart(
        title,
        xLabel,
        yLabel,
        series.stream().map(s -> new LineChart.Series(s.name(), s.x(), s.y())).toList());
  }
}
