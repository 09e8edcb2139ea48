/** Line charts, panels of them and maps of points, drawn with XChart into PNG files. */
package io.ddh.experiments.report.chart;
