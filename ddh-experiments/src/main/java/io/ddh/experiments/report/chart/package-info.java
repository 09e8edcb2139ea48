/** Line charts, panels of line charts and maps of points, drawn into PNG files with XChart. */
package io.ddh.experiments.report.chart;
