package io.ddh.eval.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws line charts side by side. */
final class PanelPainter {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 520;

  /** Title and caption over a panel. */
  private static final int HEAD = 58;

  /** One panel alone is drawn this much wider, so that title and legend have room. */
  private static final int LEAST_WIDTH = 1000;

  private PanelPainter() {}

  static BufferedImage draw(PanelChart chart) {
    int columns = Math.min(chart.columns(), chart.panels().size());
    int width = Math.max(columns * WIDTH, LEAST_WIDTH);
    Legend legend = new Legend(entries(chart.panels()));
    int panels = chart.rows() * (HEAD + HEIGHT);
    int height = Sheet.HEADER + panels + legend.height(width) + Sheet.MARGIN;
    try (Sheet sheet = new Sheet(width, height, chart)) {
      Graphics2D g = sheet.graphics();
      for (int i = 0; i < chart.panels().size(); i++) {
        Graphics2D own = (Graphics2D) g.create();
        own.translate(i % columns * (width / columns), i / columns * (HEAD + HEIGHT));
        panel(own, chart.panels().get(i), width / columns);
        own.dispose();
      }
      legend.paint(g, panels, width);
      return sheet.image();
    }
  }

  private static void panel(Graphics2D g, LineChart panel, int width) {
    g.setColor(Sheet.INK);
    g.setFont(Sheet.font(Font.BOLD, 20));
    g.drawString(panel.title(), Sheet.MARGIN, 26);
    g.setColor(Sheet.CAPTION);
    g.setFont(Sheet.font(Font.PLAIN, 17));
    g.drawString(panel.caption(), Sheet.MARGIN, 50);
    g.translate(0, HEAD);
    Frame.paint(g, panel, width, HEIGHT, false);
  }

  /**
   * Every name that some panel has, once, in the order that the panels share. A name that is never
   * more than one point has no line.
   */
  private static List<Legend.Entry> entries(List<LineChart> panels) {
    Map<String, Legend.Entry> found = new HashMap<>();
    for (LineChart panel : panels) {
      List<SeriesStyle> styles = Charts.styles(panel);
      for (int i = 0; i < styles.size(); i++) {
        Series series = panel.series().get(i);
        Legend.Entry entry = new Legend.Entry(series.name(), styles.get(i), series.x().length > 1);
        found.merge(series.name(), entry, (a, b) -> a.line() ? a : b);
      }
    }
    return panels.get(0).order().stream().filter(found::containsKey).map(found::get).toList();
  }
}
