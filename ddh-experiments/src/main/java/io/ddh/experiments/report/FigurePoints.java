package io.ddh.experiments.report;

import io.ddh.experiments.CsvRows;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * The lines of a figure's CSV file, and the curves of its chart. There is a curve for each name in
 * the first column; the curve runs through the points of those lines that are plotted.
 */
final class FigurePoints {
  private final CsvRows csv;
  private final int x;
  private final int y;
  private final List<Object[]> lines = new ArrayList<>();
  private final Map<String, List<double[]>> curves = new LinkedHashMap<>();

  /**
   * Starts without lines.
   *
   * @param header names of the columns, separated by commas
   * @param x index of the column with the horizontal coordinate, from 0
   * @param y index of the column with the vertical coordinate, from 0
   */
  FigurePoints(String header, int x, int y) {
    csv = new CsvRows(header.split(",", -1));
    this.x = x;
    this.y = y;
  }

  /**
   * Adds a line to the CSV file and, if the line is to be plotted, a point to its curve. Numbers
   * are formatted by {@link #plain}.
   */
  void line(boolean drawn, Object... fields) {
    lines.add(fields);
    csv.add(Stream.of(fields).map(f -> f instanceof Double n ? plain(n) : f).toArray());
    if (drawn) {
      curves
          .computeIfAbsent((String) fields[0], name -> new ArrayList<>())
          .add(new double[] {number(fields[x]), number(fields[y])});
    }
  }

  private static double number(Object field) {
    return ((Number) field).doubleValue();
  }

  /**
   * Adds a line for each index of the given columns.
   *
   * @param row name of the row, the first field of each line
   * @param bits code length, the second field
   * @param seeds number of seeds, the last field
   * @param drawn tells whether the line with a given index is plotted
   * @param columns values of the fields between the code length and the number of seeds, one array
   *     per column
   */
  void lines(String row, int bits, int seeds, IntPredicate drawn, double[]... columns) {
    for (int i = 0; i < columns[0].length; i++) {
      int place = i;
      List<Object> line = new ArrayList<>(List.of(row, bits));
      Stream.of(columns).forEach(column -> line.add(column[place]));
      line.add(seeds);
      line(drawn.test(i), line.toArray());
    }
  }

  /**
   * Adds those lines of another set of points whose horizontal coordinate is at most {@code last}.
   * Each line gets an additional first field.
   */
  void lines(String first, FigurePoints others, double last) {
    others.lines.stream()
        .filter(line -> number(line[others.x]) <= last)
        .forEach(line -> line(false, Stream.concat(Stream.of(first), Stream.of(line)).toArray()));
  }

  /**
   * Adds a horizontal line to the chart over the range of all points so far; the CSV file is
   * unchanged.
   */
  void level(String name, double height) {
    List<double[]> level =
        curves.values().stream()
            .flatMapToDouble(curve -> curve.stream().mapToDouble(point -> point[0]))
            .sorted()
            .distinct()
            .mapToObj(at -> new double[] {at, height})
            .toList();
    curves.put(name, level);
  }

  /** Returns the curves in the order in which their first lines were added. */
  List<Series> series() {
    return curves.entrySet().stream()
        .filter(curve -> !curve.getValue().isEmpty())
        .map(curve -> Series.of(curve.getKey(), curve.getValue(), false))
        .toList();
  }

  String csv() {
    return csv.text();
  }

  /**
   * Formats a number with all its digits. Whole numbers have no decimal point, and NaN becomes an
   * empty string.
   */
  static String plain(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
