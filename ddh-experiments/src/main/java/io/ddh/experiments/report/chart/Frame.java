package io.ddh.experiments.report.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;

/** Axes, grid, legend and curves of one line chart, without its title. */
final class Frame {
  private static final Color GRID = new Color(0xDDDDDD);

  private Frame() {}

  /** Paints into the rectangle (0, 0, width, height) of the graphics. */
  static void paint(Graphics2D g, LineChart chart, int width, int height, boolean legend) {
    Axis x = covering(chart.x(), chart.series().stream().map(Series::x).toList());
    Axis y = covering(chart.y(), chart.series().stream().map(Series::y).toList());
    XYChart frame = frame(chart, x, y, width, height, legend);
    frame.paint(g, width, height);
    new CurvePainter(g, frame, x, y).paint(chart.series(), Charts.styles(chart));
  }

  private static Axis covering(Axis axis, List<double[]> data) {
    double[] values =
        data.stream().flatMapToDouble(DoubleStream::of).filter(v -> !Double.isNaN(v)).toArray();
    return axis.covering(
        Arrays.stream(values).min().orElse(0), Arrays.stream(values).max().orElse(0));
  }

  /**
   * XChart's frame: axes, grid and legend. The curves it gets have the ticks as x and no y: it puts
   * ticks where data are, and it draws lines piece by piece, which makes dashes start anew at each
   * point; {@link CurvePainter} draws them.
   */
  private static XYChart frame(
      LineChart chart, Axis x, Axis y, int width, int height, boolean legend) {
    XYChart frame =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .xAxisTitle(x.title())
            .yAxisTitle(y.title())
            .build();
    style(frame.getStyler(), x, y);
    frame.getStyler().setLegendVisible(legend);
    double[] missing = new double[x.ticks().length];
    Arrays.fill(missing, Double.NaN);
    List<SeriesStyle> styles = Charts.styles(chart);
    for (int i = 0; i < styles.size(); i++) {
      XYSeries entry = frame.addSeries(chart.series().get(i).name(), x.ticks(), missing);
      entry.setLineStyle(styles.get(i).stroke());
      entry.setLineColor(styles.get(i).color());
      entry.setMarker(styles.get(i).marker());
      entry.setMarkerColor(styles.get(i).color());
      if (chart.series().get(i).x().length == 1) { // the legend shows no line either
        entry.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      }
    }
    return frame;
  }

  private static void style(XYStyler styler, Axis x, Axis y) {
    styler.setLocale(Locale.ROOT);
    styler.setChartTitleVisible(false);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartFontColor(Sheet.INK);
    styler.setChartPadding(Sheet.MARGIN);
    styler.setPlotBorderVisible(false);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotContentSize(0.97);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotMargin(0);
    styler.setAxisTitleFont(Sheet.font(Font.PLAIN, 20));
    styler.setAxisTitlePadding(12);
    styler.setAxisTickLabelsFont(Sheet.font(Font.PLAIN, 18));
    styler.setAxisTickPadding(8);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendFont(Sheet.font(Font.PLAIN, 18));
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
}
