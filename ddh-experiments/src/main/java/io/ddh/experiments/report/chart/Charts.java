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

/** Draws charts with XChart into PNG files; needs no display. */
public final class Charts {
  /** Pixels of a chart alone, below its title. */
  private static final int WIDTH = 1200;

  private static final int HEIGHT = 716;

  /** Pixels of a row of panels. */
  private static final int ROW = 1560;

  private static final int PANEL_HEIGHT = 500;

  /** Pixels of a map, and of the title above it. */
  private static final int MAP = 600;

  private static final int TITLE = 24;

  private Charts() {}

  /**
   * Writes a chart, whole or not at all; the same chart gives the same bytes on the same machine. A
   * {@link LineChart} has 1200×800 pixels; the others grow with their panels.
   *
   * @param png the file
   * @param chart what is drawn
   * @throws IOException if the file can't be written, or this Java can draw no text because the
   *     system has no fonts
   */
  public static void write(Path png, Chart chart) throws IOException {
    try {
      Bitmaps.write(png, draw(chart));
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
    String caption = chart.caption().isEmpty() ? " " : chart.caption(); // all of the same height
    return new ImageSheet(chart.title(), caption, width, height, 0, rows).draw();
  }
}
