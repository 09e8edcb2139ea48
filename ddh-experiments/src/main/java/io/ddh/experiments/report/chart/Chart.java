package io.ddh.experiments.report.chart;

/** A chart that {@link Charts} can draw. */
public sealed interface Chart permits LineChart, PanelChart {
  /** {@return the title, large, above the chart} */
  String title();

  /** {@return the caption, smaller, below the title; may be empty} */
  String caption();
}
