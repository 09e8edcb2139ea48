package io.ddh.experiments.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Sets fonts, colours and legends of charts that XChart draws. */
final class PlotStyle {
  private static final Color INK = new Color(0x222222);
  private static final Color GRID = new Color(0xDDDDDD);

  private PlotStyle() {}

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  /** Sets the style that all charts share. */
  static void apply(XYChart chart, String title, boolean legend) {
    chart.setTitle(title);
    XYStyler styler = chart.getStyler();
    styler.setLocale(Locale.ROOT);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK);
    styler.setChartPadding(16);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(9);
    styler.setChartTitleFont(font(Font.BOLD, 17));
    styler.setPlotBorderVisible(false);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotContentSize(0.97);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotMargin(0);
    styler.setAxisTitleFont(font(Font.PLAIN, 18));
    styler.setAxisTitlePadding(10);
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 16));
    styler.setAxisTickPadding(8);
    styler.setYAxisTickMarkSpacingHint(48);
    styler.setLegendVisible(legend);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendFont(font(Font.PLAIN, 16));
    styler.setLegendSeriesLineLength(64);
    styler.setLegendPadding(10);
    styler.setMarkerSize(10);
  }

  /** Removes ticks, axis titles and grid, and leaves only a border. */
  static void noAxes(XYChart chart) {
    XYStyler styler = chart.getStyler();
    styler.setAxisTicksVisible(false);
    styler.setAxisTitlesVisible(false);
    styler.setPlotGridLinesVisible(false);
    styler.setPlotContentSize(0.92);
    styler.setPlotBorderVisible(true);
    styler.setPlotBorderColor(GRID);
  }

  /** Shows a series as a line without markers, and leaves the series out of the legend. */
  static void line(XYSeries series, SeriesStyle style) {
    series.setSmooth(true).setMarker(SeriesMarkers.NONE).setShowInLegend(false);
    series.setLineStyle(style.stroke()).setLineColor(style.color());
  }

  /** Shows a series as markers in a style, with or without a line between them. */
  static void apply(XYSeries series, SeriesStyle style, boolean line, boolean rings) {
    series.setLineStyle(style.stroke()).setLineColor(style.color());
    series.setMarker(rings ? new Ring() : style.marker());
    series.setMarkerColor(rings ? INK : style.color());
    if (!line) {
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    }
  }

  /** Creates a chart without data that shows the legend of all panels. */
  static XYChart legend(List<LineChart> panels, int width, int height) {
    XYChart chart = new XYChart(width, height);
    apply(chart, "", true);
    noAxes(chart);
    XYStyler styler = chart.getStyler();
    styler.setPlotBorderVisible(false);
    styler.setLegendPosition(LegendPosition.InsideNW);
    styler.setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    LineChart first = panels.get(0);
    for (String name : first.order()) {
      panels.stream()
          .flatMap(panel -> panel.series().stream())
          .filter(series -> series.name().equals(name))
          .max(Comparator.comparingInt(series -> series.x().length))
          .ifPresent(
              longest -> {
                boolean line = longest.x().length > 1 && !first.isMap();
                XYSeries entry = chart.addSeries(name, new double[] {0}, new double[] {Double.NaN});
                entry.setLabel(name.replace(", ", ",\n")); // XChart cuts wide labels off
                apply(entry, first.style(name), line, longest.rings());
              });
    }
    return chart;
  }

  private static final class Ring extends Marker {
    @Override
    public void paint(Graphics2D g, double x, double y, int size) {
      g.setStroke(new BasicStroke(1.5f));
      g.draw(new Ellipse2D.Double(x - size, y - size, 2.0 * size, 2.0 * size));
    }
  }
}
