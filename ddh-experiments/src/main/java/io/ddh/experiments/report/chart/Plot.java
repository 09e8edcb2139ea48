package io.ddh.experiments.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** Draws one {@link LineChart} with XChart. */
final class Plot {
  /**
   * Largest number of points of a series for which each point has a marker and the axis has a tick
   * at each point's x.
   */
  private static final int FEW = 10;

  /** Distance in pixels between the markers of a curve with more than {@link #FEW} points. */
  private static final double SPACING = 70;

  /**
   * Length in pixels of the pieces into which a curve with more than {@link #FEW} points is
   * divided.
   */
  private static final double PIECE = 4;

  private final LineChart chart;
  private final List<Series> series;
  private final Axis x;
  private final Axis y;
  private final XYChart plot;

  private Plot(LineChart chart, int width, int height) {
    this.chart = chart;
    series = beside(chart.series());
    Axis ownX = chart.x().covering(all(Series::x));
    Axis ownY = chart.y().covering(all(Series::y));
    double span = Math.max(ownX.span(), ownY.span());
    x = chart.isMap() ? ownX.around(span) : isBeside() ? ownX.around(ownX.span() + 2) : ownX;
    y = chart.isMap() ? ownY.around(span) : ownY;
    plot = new XYChart(width, height);
  }

  /**
   * Draws a chart.
   *
   * @param title title above the chart; may be empty
   * @param legend true if a legend is drawn on the right
   */
  static XYChart of(LineChart chart, String title, int width, int height, boolean legend) {
    Plot plot = new Plot(chart, width, height);
    PlotStyle.apply(plot.plot, title, legend);
    plot.axes();
    for (int i = 0; i < plot.series.size(); i++) {
      Series own = plot.series.get(i);
      if (own.x().length <= FEW || chart.isMap()) {
        plot.points(own);
      } else {
        // The markers of each curve start at a different distance, so that all are visible where
        // curves coincide.
        plot.curve(own, SPACING * i / plot.series.size());
      }
    }
    return plot.plot;
  }

  private void axes() {
    if (chart.isMap()) {
      PlotStyle.noAxes(plot);
    } else {
      plot.setXAxisTitle(x.title());
      plot.setYAxisTitle(y.title());
    }
    plot.getStyler().setXAxisTicksVisible(!isBeside() && !chart.isMap());
    plot.getStyler().setPlotGridVerticalLinesVisible(!isBeside() && !chart.isMap());
    plot.getStyler().setXAxisMin(x.least()).setXAxisMax(x.most());
    plot.getStyler().setXAxisDecimalPattern(x.pattern(all(Series::x)));
    plot.getStyler().setYAxisMin(y.least()).setYAxisMax(y.most());
    plot.getStyler().setYAxisDecimalPattern(y.pattern(all(Series::y)));
    // XChart places ticks at the x of the data points if the ones it sees are equally spaced.
    double[] places = Arrays.stream(all(Series::x)).sorted().distinct().toArray();
    double[] ticks = places.length <= FEW ? places : new double[] {x.most(), x.least()};
    if (ticks.length > 0) {
      double[] none = new double[ticks.length];
      Arrays.fill(none, Double.NaN);
      plot.addSeries(" ticks", ticks, none).setShowInLegend(false);
    }
  }

  private void points(Series own) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < own.x().length; i++) {
      points.add(own.drawable(i) ? new double[] {own.x()[i], own.y()[i]} : gap());
    }
    boolean line = own.x().length > 1 && !chart.isMap();
    PlotStyle.apply(add(own.name(), points), chart.style(own.name()), line, own.rings());
  }

  private double[] gap() {
    return new double[] {x.least(), Double.NaN};
  }

  private XYSeries add(String name, List<double[]> points) {
    Series all = Series.of(name, points, false);
    return plot.addSeries(name, all.x(), all.y());
  }

  /**
   * Adds a curve and its markers as two series. XChart draws an ordinary line separately from each
   * point to the next, so that the dashes would start again at every point; only a "smooth" line is
   * drawn as a whole. The curve is therefore drawn as a smooth line, divided into pieces so short
   * that it looks straight between the data points.
   */
  private void curve(Series own, double phase) {
    List<double[]> line = new ArrayList<>();
    List<double[]> markers = new ArrayList<>();
    double travelled = 0;
    double next = phase;
    for (int i = 0; i < own.x().length; i++) {
      if (!own.drawable(i)) {
        line.add(gap());
        continue;
      }
      double[] to = {own.x()[i], own.y()[i]};
      double[] from =
          i > 0 && own.drawable(i - 1) ? new double[] {own.x()[i - 1], own.y()[i - 1]} : to;
      double length = pixels(from, to);
      int pieces = Math.max(1, (int) Math.ceil(length / PIECE));
      for (int k = 1; k <= pieces; k++) {
        double part = (double) k / pieces;
        line.add(
            new double[] {from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])});
      }
      travelled += length;
      if (travelled >= next) {
        markers.add(to);
        markers.add(new double[] {to[0], Double.NaN}); // no line from marker to marker
        next = travelled + SPACING;
      }
    }
    SeriesStyle style = chart.style(own.name());
    PlotStyle.line(add("line of " + own.name(), line), style);
    if (markers.isEmpty()) {
      markers.add(line.get(line.size() - 1));
    }
    PlotStyle.apply(add(own.name(), markers), style, true, false);
  }

  private double pixels(double[] from, double[] to) {
    return Math.hypot(
        (to[0] - from[0]) / x.span() * plot.getWidth(),
        (to[1] - from[1]) / y.span() * plot.getHeight());
  }

  private double[] all(Function<Series, double[]> coordinate) {
    return series.stream()
        .map(coordinate)
        .flatMapToDouble(DoubleStream::of)
        .filter(v -> !Double.isNaN(v))
        .toArray();
  }

  private boolean isBeside() {
    return series != chart.series();
  }

  /**
   * {@return the series; if all are single points at the same x, they are moved side by side,
   * otherwise they are unchanged}
   */
  private static List<Series> beside(List<Series> series) {
    boolean alike =
        series.stream().allMatch(s -> s.x().length == 1 && s.x()[0] == series.get(0).x()[0]);
    if (series.isEmpty() || !alike) {
      return series;
    }
    return IntStream.range(0, series.size())
        .mapToObj(i -> new Series(series.get(i).name(), new double[] {i}, series.get(i).y()))
        .toList();
  }
}
