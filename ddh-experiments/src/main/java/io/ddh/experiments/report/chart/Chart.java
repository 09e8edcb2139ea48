package io.ddh.experiments.report.chart;

/** A chart that {@link Charts} can draw. */
public sealed interface Chart permits LineChart, PanelChart {
  /** {@return the title, which is shown in large type above the chart} */
  String title();

  /** {@return the caption, which is shown in smaller type below the title; it may be empty} */
  String caption();
}
