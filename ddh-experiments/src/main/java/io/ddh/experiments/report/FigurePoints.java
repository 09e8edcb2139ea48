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
 * The lines of a figure's CSV file, and its curves: one for each name in the first column, through
 * those lines that are drawn.
 */
final class FigurePoints {
  private final CsvRows csv;
  private final int x;
  private final int y;
  private final List<Object[]> lines = new ArrayList<>();
  private final Map<String, List<double[]>> curves = new LinkedHashMap<>();

  /**
   * Without lines.
   *
   * @param header names of the columns
   * @param x number of the column that is drawn to the right
   * @param y number of the column that is drawn upwards
   */
  FigurePoints(String header, int x, int y) {
    csv = new CsvRows(header.split(",", -1));
    this.x = x;
    this.y = y;
  }

  /** Adds a line; numbers are written as by {@link #plain}. */
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
   * Adds a line for each place in the columns.
   *
   * @param row first field of each line
   * @param bits second field
   * @param seeds last field
   * @param drawn whether the line of a place is drawn
   * @param columns the fields between
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

  /** Adds the lines of others, up to an x, behind a first field that they don't have. */
  void lines(String first, FigurePoints others, double last) {
    others.lines.stream()
        .filter(line -> number(line[others.x]) <= last)
        .forEach(line -> line(false, Stream.concat(Stream.of(first), Stream.of(line)).toArray()));
  }

  /** Draws a horizontal line over all x so far, without lines in the file. */
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

  /** The curves, in the order of their first lines. */
  List<Series> series() {
    return curves.entrySet().stream()
        .filter(curve -> !curve.getValue().isEmpty())
        .map(curve -> Series.of(curve.getKey(), curve.getValue(), false))
        .toList();
  }

  String csv() {
    return csv.text();
  }

  /** All digits, whole numbers without a point; empty for NaN. */
  static String plain(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
