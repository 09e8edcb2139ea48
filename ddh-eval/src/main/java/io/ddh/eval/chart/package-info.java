/** Line charts as PNG files: same input, same machine, same bytes. */
package io.ddh.eval.chart;
