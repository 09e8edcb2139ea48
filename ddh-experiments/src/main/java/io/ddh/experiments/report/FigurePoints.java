package io.ddh.experiments.report;

import io.ddh.experiments.CsvRows;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The points of a figure: series to draw, and lines of the CSV file beside it. */
final class FigurePoints {
  private final List<Series> series = new ArrayList<>();
  private final CsvRows csv;

  /** Starts without points; the CSV file has the given names of columns, separated by commas. */
  FigurePoints(String header) {
    csv = new CsvRows(header.split(",", -1));
  }

  /** Adds a line to the CSV file; NaN gives an empty field. */
  void line(Object... fields) {
    csv.add(
        Stream.of(fields)
            .map(f -> f instanceof Double number ? Numbers.plain(number) : f)
            .toArray());
  }

  /** Adds a series. */
  void add(Series one) {
    series.add(one);
  }

  /** Adds the points with x of at most {@code last} as a series, if there are any. */
  void add(String name, double[] x, double[] y, double last) {
    int shown = (int) Arrays.stream(x).filter(value -> value <= last).count();
    if (shown > 0) {
      add(new Series(name, Arrays.copyOf(x, shown), Arrays.copyOf(y, shown)));
    }
  }

  List<Series> series() {
    return series;
  }

  String csv() {
    return csv.text();
  }
}
