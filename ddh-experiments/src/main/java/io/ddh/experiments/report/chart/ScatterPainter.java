package io.ddh.experiments.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Draws maps of points side by side. */
final class ScatterPainter {
  private static final int SIDE = 600;
  private static final int HEAD = 40;
  private static final int INSET = 30;
  private static final int MARKER = 11;
  private static final int RING = 19;
  private static final Color BORDER = new Color(0xBBBBBB);

  private ScatterPainter() {}

  static BufferedImage draw(ScatterChart chart) {
    int count = chart.panels().size();
    int width = Math.max(count, 2) * SIDE;
    List<Legend.Entry> entries = new ArrayList<>();
    for (String name : chart.panels().get(0).names()) {
      entries.add(new Legend.Entry(name, SeriesStyle.of(entries.size()), false));
    }
    Legend legend = new Legend(entries);
    int panels = HEAD + SIDE;
    int height = Sheet.HEADER + panels + legend.height(width);
    try (Sheet sheet = new Sheet(width, height, chart)) {
      Graphics2D g = sheet.graphics();
      for (int i = 0; i < count; i++) {
        Graphics2D own = (Graphics2D) g.create();
        own.translate((width - count * SIDE) / 2 + i * SIDE, 0);
        panel(own, chart.panels().get(i));
        own.dispose();
      }
      legend.paint(g, panels, width);
      return sheet.image();
    }
  }

  private static void panel(Graphics2D g, ScatterChart.Panel panel) {
    g.setColor(Sheet.INK);
    g.setFont(Sheet.font(Font.BOLD, 20));
    g.drawString(panel.title(), Sheet.MARGIN, 26);
    g.translate(0, HEAD);
    g.setColor(BORDER);
    g.setStroke(new BasicStroke(1));
    int plot = SIDE - Sheet.MARGIN;
    g.drawRect(Sheet.MARGIN / 2, 0, plot, plot);
    double[] x = range(panel, ScatterChart.Group::x);
    double[] y = range(panel, ScatterChart.Group::y);
    double span = Math.max(Math.max(x[1] - x[0], y[1] - y[0]), 1e-9);
    double scale = (plot - 2 * INSET) / span;
    for (int i = 0; i < panel.groups().size(); i++) {
      ScatterChart.Group group = panel.groups().get(i);
      for (int p = 0; p < group.x().length; p++) {
        double atX = Sheet.MARGIN / 2.0 + plot / 2.0 + (group.x()[p] - (x[0] + x[1]) / 2) * scale;
        double atY = plot / 2.0 - (group.y()[p] - (y[0] + y[1]) / 2) * scale;
        point(g, SeriesStyle.of(i), atX, atY, group.ringed()[p]);
      }
    }
  }

  private static void point(Graphics2D g, SeriesStyle style, double x, double y, boolean ringed) {
    g.setColor(style.color());
    g.setStroke(new BasicStroke(2));
    style.marker().paint(g, x, y, MARKER);
    if (ringed) {
      g.setColor(Sheet.INK);
      g.setStroke(new BasicStroke(1.5f));
      g.draw(new Ellipse2D.Double(x - RING / 2.0, y - RING / 2.0, RING, RING));
    }
  }

  private static double[] range(
      ScatterChart.Panel panel, Function<ScatterChart.Group, double[]> coordinate) {
    double[] all =
        panel.groups().stream().map(coordinate).flatMapToDouble(DoubleStream::of).toArray();
    return new double[] {
      DoubleStream.of(all).min().orElse(0), DoubleStream.of(all).max().orElse(0)
    };
  }
}
