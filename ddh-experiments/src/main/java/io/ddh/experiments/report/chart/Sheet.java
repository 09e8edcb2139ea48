package io.ddh.experiments.report.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** White paper with a chart's title and caption on it. */
final class Sheet implements AutoCloseable {
  /** Height of title and caption; {@link #graphics()} has its origin below it. */
  static final int HEADER = 84;

  /** Free on each side. */
  static final int MARGIN = 24;

  /** Size of letters below which nobody reads them. */
  private static final int SMALLEST = 13;

  static final Color INK = new Color(0x222222);
  static final Color CAPTION = new Color(0x555555);

  private final BufferedImage image;
  private final Graphics2D graphics;

  /** A sheet of so many pixels, the header included. */
  Sheet(int width, int height, Chart chart) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    text(chart.title(), INK, Font.BOLD, 26, 42);
    text(chart.caption(), CAPTION, Font.PLAIN, 18, 70);
    graphics.translate(0, HEADER);
  }

  /** Writes a line, smaller than asked for where it would not fit. */
  private void text(String text, Color color, int style, int size, int y) {
    graphics.setColor(color);
    graphics.setFont(font(style, size));
    for (int smaller = size - 1; smaller >= SMALLEST && tooWide(text); smaller--) {
      graphics.setFont(font(style, smaller));
    }
    graphics.drawString(text, MARGIN, y);
  }

  private boolean tooWide(String text) {
    return graphics.getFontMetrics().stringWidth(text) > image.getWidth() - 2 * MARGIN;
  }

  Graphics2D graphics() {
    return graphics;
  }

  BufferedImage image() {
    return image;
  }

  @Override
  public void close() {
    graphics.dispose();
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
