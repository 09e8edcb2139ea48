package io.ddh.experiments.report.chart;

import io.ddh.data.draw.Bitmaps;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Draws charts into PNG files; needs no display. */
public final class Charts {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 800;

  private Charts() {}

  /**
   * Writes a chart, whole or not at all; the same chart gives the same bytes on the same machine. A
   * {@link LineChart} has 1200×800 pixels; the others grow with their panels.
   *
   * @throws IOException if the file can't be written, or this Java can draw no text because the
   *     system has no fonts
   */
  public static void write(Path png, Chart chart) throws IOException {
    Bitmaps.write(png, image(png, chart));
  }

  private static BufferedImage image(Path png, Chart chart) throws IOException {
    try {
      return draw(chart);
    } catch (LinkageError | InternalError | NullPointerException e) {
      // What Java throws where libfreetype, fontconfig or any font is missing.
      if (fontsWork()) {
        throw e;
      }
      throw new IOException(
          png + ": can't draw text: no fonts found; install fontconfig and a font", e);
    }
  }

  private static boolean fontsWork() {
    try {
      new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
          .createGraphics()
          .getFontMetrics(Sheet.font(Font.PLAIN, 12))
          .stringWidth("x");
      return true;
    } catch (LinkageError | InternalError | RuntimeException e) {
      return false;
    }
  }

  private static BufferedImage draw(Chart chart) {
    if (chart instanceof LineChart lines) {
      try (Sheet sheet = new Sheet(WIDTH, HEIGHT, chart)) {
        Frame.paint(sheet.graphics(), lines, WIDTH, HEIGHT - Sheet.HEADER, true);
        return sheet.image();
      }
    }
    return chart instanceof PanelChart panels
        ? PanelPainter.draw(panels)
        : ScatterPainter.draw((ScatterChart) chart);
  }

  /** The styles of the chart's series: by place in the order, unknown names behind. */
  static List<SeriesStyle> styles(LineChart chart) {
    List<String> names = new ArrayList<>(chart.order());
    List<SeriesStyle> styles = new ArrayList<>();
    for (Series series : chart.series()) {
      if (!names.contains(series.name())) {
        names.add(series.name());
      }
      styles.add(SeriesStyle.of(names.indexOf(series.name())));
    }
    return styles;
  }
}
