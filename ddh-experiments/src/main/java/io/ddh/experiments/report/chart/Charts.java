package io.ddh.experiments.report.chart;

import io.ddh.data.draw.Bitmaps;
import io.ddh.data.draw.ImageSheet;
import io.ddh.data.draw.ImageSheet.Tile;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** Draws charts into PNG files with XChart. No display is needed. */
public final class Charts {
  /** Width in pixels of a chart that is not part of a panel chart. */
  private static final int WIDTH = 1200;

  private static final int HEIGHT = 716;

  /** Width in pixels of a row of panels. */
  private static final int ROW = 1560;

  private static final int PANEL_HEIGHT = 500;

  /** Width and height of a map in pixels, without the title above it. */
  private static final int MAP = 600;

  private static final int TITLE = 24;

  private Charts() {}

  /**
   * Writes a chart as a PNG file, completely or not at all. The same chart gives the same bytes on
   * the same machine. A {@link LineChart} has 1200×800 pixels; the size of other charts grows with
   * the number of panels.
   *
   * @param png file to write
   * @param chart chart to draw
   * @throws IOException if the file can't be written, or if Java can't draw text because the system
   *     has no fonts
   */
  public static void write(Path png, Chart chart) throws IOException {
    try {
      Bitmaps.write(png, draw(chart));
    } catch (LinkageError | InternalError | NullPointerException e) {
      // Java throws these if libfreetype, fontconfig or every font is missing.
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
          .getFontMetrics(PlotStyle.font(Font.PLAIN, 12))
          .stringWidth("x");
      return true;
    } catch (LinkageError | InternalError | RuntimeException e) {
      return false;
    }
  }

  private static BufferedImage draw(Chart chart) {
    List<XYChart> cells = new ArrayList<>();
    int columns = 1;
    if (chart instanceof LineChart alone) {
      cells.add(Plot.of(alone, "", WIDTH, HEIGHT, true));
    } else if (chart instanceof PanelChart grid) {
      boolean map = grid.panels().get(0).isMap();
      int places = grid.panels().size() + (grid.legends() ? 0 : 1);
      columns = Math.min(grid.columns(), places);
      int width = map ? MAP : ROW / Math.max(2, columns);
      int height = map ? MAP + TITLE : PANEL_HEIGHT;
      for (LineChart panel : grid.panels()) {
        String title = panel.title() + (panel.caption().isEmpty() ? "" : ", ") + panel.caption();
        cells.add(Plot.of(panel, title, width, height, grid.legends()));
      }
      if (!grid.legends()) {
        cells.add(PlotStyle.legend(grid.panels(), width, height));
      }
    }
    List<Tile> tiles = cells.stream().map(BitmapEncoder::getBufferedImage).map(Tile::of).toList();
    List<List<Tile>> rows = ImageSheet.grid(tiles, columns);
    int width = cells.get(0).getWidth();
    int height = cells.get(0).getHeight();
    String caption = chart.caption().isEmpty() ? " " : chart.caption(); // keeps titles level
    return new ImageSheet(chart.title(), caption, width, height, 0, rows).draw();
  }
}
