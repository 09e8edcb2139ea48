package io.ddh.experiments.report.chart;

/** What {@link Charts} can draw. */
public sealed interface Chart permits LineChart, PanelChart {
  /** Large, on top. */
  String title();

  /** Smaller, below the title; may be empty. */
  String caption();
}
