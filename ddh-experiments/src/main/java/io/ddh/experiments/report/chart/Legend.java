package io.ddh.experiments.report.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A legend below panels: entries in rows of equal columns, centred.
 *
 * @param entries in reading order
 */
record Legend(List<Entry> entries) {
  private static final Font FONT = Sheet.font(Font.PLAIN, 20);
  private static final int ROW = 34;
  private static final int GAP = 12;

  /**
   * A name and how it is drawn.
   *
   * @param line true: a piece of line with the marker on it; false: the marker alone
   */
  record Entry(String name, SeriesStyle style, boolean line) {}

  /** Pixels of all rows in that width. */
  int height(int width) {
    return rows(width) * ROW + GAP;
  }

  private int rows(int width) {
    int columns = columns(width);
    return (entries.size() + columns - 1) / columns;
  }

  private int sample() {
    return entries.stream().anyMatch(Entry::line) ? 64 : CurvePainter.MARKER * 2;
  }

  private int column() {
    FontMetrics metrics =
        new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics().getFontMetrics(FONT);
    int widest = entries.stream().mapToInt(e -> metrics.stringWidth(e.name())).max().orElse(0);
    return sample() + widest + 4 * GAP;
  }

  private int columns(int width) {
    int most = Math.max(1, Math.min(entries.size(), (width - 2 * Sheet.MARGIN) / column()));
    int rows = (entries.size() + most - 1) / most;
    return (entries.size() + rows - 1) / rows; // rows of the same length
  }

  /** Paints into the rectangle (0, top, width, height) of the graphics. */
  void paint(Graphics2D g, int top, int width) {
    int columns = columns(width);
    int column = column();
    int left = (width - columns * column) / 2 + GAP;
    g.setFont(FONT);
    for (int i = 0; i < entries.size(); i++) {
      SeriesStyle style = entries.get(i).style();
      int x = left + i % columns * column;
      int y = top + i / columns * ROW + ROW / 2;
      g.setColor(style.color());
      if (entries.get(i).line()) {
        g.setStroke(style.stroke());
        g.draw(new Line2D.Double(x, y, x + sample(), y));
      }
      g.setStroke(new BasicStroke(2));
      style.marker().paint(g, x + sample() / 2.0, y, CurvePainter.MARKER);
      g.setColor(Sheet.INK);
      g.drawString(entries.get(i).name(), x + sample() + GAP, y + 7);
    }
  }
}
