package io.ddh.experiments.report.chart;

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

  /** Of it, what a caption takes. */
  private static final int CAPTION = 24;

  /** One panel alone is drawn this much wider, so that title and legend have room. */
  private static final int LEAST_WIDTH = 1000;

  private PanelPainter() {}

  static BufferedImage draw(PanelChart chart) {
    int columns = Math.min(chart.columns(), chart.panels().size());
    int width = Math.max(columns * WIDTH, LEAST_WIDTH);
    int own = width / columns;
    Legend shared = new Legend(entries(chart.panels()));
    int each = chart.legends() ? tallest(chart.panels(), own) : 0;
    boolean captions = chart.panels().stream().anyMatch(panel -> !panel.caption().isEmpty());
    int head = captions ? HEAD : HEAD - CAPTION;
    int row = head + HEIGHT + each;
    int panels = chart.rows() * row;
    int below = chart.legends() ? 0 : shared.height(width);
    int height = Sheet.HEADER + panels + below + Sheet.MARGIN;
    try (Sheet sheet = new Sheet(width, height, chart)) {
      Graphics2D g = sheet.graphics();
      for (int i = 0; i < chart.panels().size(); i++) {
        Graphics2D part = (Graphics2D) g.create();
        part.translate(i % columns * own, i / columns * row);
        panel(part, chart.panels().get(i), own, head);
        if (chart.legends()) {
          legend(chart.panels().get(i)).paint(part, HEIGHT, own);
        }
        part.dispose();
      }
      if (!chart.legends()) {
        shared.paint(g, panels, width);
      }
      return sheet.image();
    }
  }

  private static int tallest(List<LineChart> panels, int width) {
    return panels.stream().mapToInt(panel -> legend(panel).height(width)).max().orElse(0);
  }

  private static Legend legend(LineChart panel) {
    return new Legend(entries(List.of(panel)));
  }

  private static void panel(Graphics2D g, LineChart panel, int width, int head) {
    g.setColor(Sheet.INK);
    g.setFont(Sheet.font(Font.BOLD, 20));
    g.drawString(panel.title(), Sheet.MARGIN, 26);
    g.setColor(Sheet.CAPTION);
    g.setFont(Sheet.font(Font.PLAIN, 17));
    g.drawString(panel.caption(), Sheet.MARGIN, 50);
    g.translate(0, head);
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
