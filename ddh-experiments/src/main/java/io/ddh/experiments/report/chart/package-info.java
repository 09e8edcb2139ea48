/** Line charts, panels of them and maps of points as PNG files: same input, machine, bytes. */
package io.ddh.experiments.report.chart;
