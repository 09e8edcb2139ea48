package io.ddh.eval.chart;

import io.ddh.data.AtomicFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;

/** Draws charts into PNG files; needs no display. */
public final class Charts {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 800;
  private static final int HEADER = 84;
  private static final int MARGIN = 24;
  private static final Color INK = new Color(0x222222);
  private static final Color CAPTION = new Color(0x555555);
  private static final Color GRID = new Color(0xDDDDDD);

  private Charts() {}

  /**
   * Writes a chart of 1200×800 pixels, whole or not at all; the same chart gives the same bytes on
   * the same machine.
   *
   * @throws IOException if the file can't be written, or this Java can draw no text because the
   *     system has no fonts
   */
  public static void write(Path png, LineChart chart) throws IOException {
    BufferedImage image = image(png, chart);
    AtomicFile.write(
        png,
        out -> {
          try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", stream);
          }
        });
  }

  private static BufferedImage image(Path png, LineChart chart) throws IOException {
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
          .getFontMetrics(font(Font.PLAIN, 12))
          .stringWidth("x");
      return true;
    } catch (LinkageError | InternalError | RuntimeException e) {
      return false;
    }
  }

  private static BufferedImage draw(LineChart chart) {
    Axis x = covering(chart.x(), chart.series().stream().map(Series::x).toList());
    Axis y = covering(chart.y(), chart.series().stream().map(Series::y).toList());
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, WIDTH, HEIGHT);
      header(g, chart);
      g.translate(0, HEADER);
      XYChart frame = frame(chart, x, y);
      frame.paint(g, WIDTH, HEIGHT - HEADER);
      new CurvePainter(g, frame, x, y).paint(chart.series(), styles(chart));
    } finally {
      g.dispose();
    }
    return image;
  }

  private static Axis covering(Axis axis, List<double[]> data) {
    double[] values =
        data.stream().flatMapToDouble(DoubleStream::of).filter(v -> !Double.isNaN(v)).toArray();
    return axis.covering(
        Arrays.stream(values).min().orElse(0), Arrays.stream(values).max().orElse(0));
  }

  private static void header(Graphics2D g, LineChart chart) {
    g.setColor(INK);
    g.setFont(font(Font.BOLD, 26));
    g.drawString(chart.title(), MARGIN, 42);
    g.setColor(CAPTION);
    g.setFont(font(Font.PLAIN, 18));
    g.drawString(chart.caption(), MARGIN, 70);
  }

  /**
   * XChart's frame: axes, grid and legend. The curves it gets have the ticks as x and no y: it puts
   * ticks where data are, and it draws lines piece by piece, which makes dashes start anew at each
   * point; {@link CurvePainter} draws them.
   */
  private static XYChart frame(LineChart chart, Axis x, Axis y) {
    XYChart frame =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT - HEADER)
            .xAxisTitle(x.title())
            .yAxisTitle(y.title())
            .build();
    style(frame.getStyler(), x, y);
    double[] missing = new double[x.ticks().length];
    Arrays.fill(missing, Double.NaN);
    List<SeriesStyle> styles = styles(chart);
    for (int i = 0; i < styles.size(); i++) {
      XYSeries entry = frame.addSeries(chart.series().get(i).name(), x.ticks(), missing);
      entry.setLineStyle(styles.get(i).stroke());
      entry.setLineColor(styles.get(i).color());
      entry.setMarker(styles.get(i).marker());
      entry.setMarkerColor(styles.get(i).color());
    }
    return frame;
  }

  private static void style(XYStyler styler, Axis x, Axis y) {
    styler.setLocale(Locale.ROOT);
    styler.setChartTitleVisible(false);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK);
    styler.setChartPadding(MARGIN);
    styler.setPlotBorderVisible(false);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotContentSize(0.97);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotMargin(0);
    styler.setAxisTitleFont(font(Font.PLAIN, 20));
    styler.setAxisTitlePadding(12);
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 18));
    styler.setAxisTickPadding(8);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendFont(font(Font.PLAIN, 18));
    styler.setLegendSeriesLineLength(64);
    styler.setLegendPadding(10);
    styler.setMarkerSize(CurvePainter.MARKER);
    styler.setXAxisMin(x.min());
    styler.setXAxisMax(x.max());
    styler.setXAxisDecimalPattern(x.pattern());
    styler.setYAxisMin(y.min());
    styler.setYAxisMax(y.max());
    styler.setYAxisDecimalPattern(y.pattern());
    styler.setYAxisTickMarkSpacingHint(48);
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

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
