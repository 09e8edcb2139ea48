package io.ddh.experiments.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The style of one curve. Colour, dashes and marker together distinguish curves, so that no two of
 * them differ in hue alone.
 *
 * @param color colour of line and marker
 * @param stroke width and dashes of the line
 * @param marker shape of the markers
 */
record SeriesStyle(Color color, BasicStroke stroke, Marker marker) {
  /**
   * The colours of Okabe and Ito (2008), which people with any common form of colour blindness can
   * distinguish. The yellow of these colours is left out, since it is too pale for a line on white.
   */
  private static final int[] COLORS = {
    0x0072B2, 0xE69F00, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0x000000
  };

  /**
   * Dashes of the lines. All colours are used with the first entry of this array, then all colours
   * with the second entry, and so on; the widths of the lines follow the same order.
   */
  private static final float[][] DASHES = {{7, 5}, {}, {14, 4, 3, 4}, {2, 4}, {24, 8}};

  private static final float[] WIDTHS = {1.8f, 2.2f, 3.2f, 2.6f, 2.2f};

  /**
   * Shapes of markers. There is one more shape than there are colours, so that a colour has a
   * different marker each time it is used again.
   */
  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_DOWN, SeriesMarkers.CROSS, SeriesMarkers.PLUS, SeriesMarkers.TRAPEZOID
  };

  /** Number of styles that differ in colour and dashes. */
  static final int COUNT = COLORS.length * DASHES.length;

  /**
   * Returns the style at a place in the order, from 0. From place {@link #COUNT} on, colours and
   * dashes repeat with other markers.
   */
  static SeriesStyle of(int place) {
    int round = place / COLORS.length % DASHES.length;
    float[] dashes = DASHES[round].length == 0 ? null : DASHES[round];
    BasicStroke stroke =
        new BasicStroke(WIDTHS[round], BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
    Color color = new Color(COLORS[place % COLORS.length]);
    return new SeriesStyle(color, stroke, MARKERS[place % MARKERS.length]);
  }
}
