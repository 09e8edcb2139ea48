package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.Chart;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.PanelChart;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A chart of rows. Where they are too many for one, a panel for the rows on each kind of features
 * and one for the networks; every panel has its own scale, since kinds differ tenfold.
 */
final class RowPanels {
  /** Curves of rows that one chart shows apart. */
  private static final int MOST_TOGETHER = 8;

  /**
   * Rows of one kind in a panel; there are seven shallow methods, seven networks and references.
   */
  private static final int MOST_OF_A_KIND = 9;

  private static final int COLUMNS = 2;

  /** From one point of one code length to the next, as a part of the axis' half. */
  private static final double STEP = 0.12;

  /** What all of them take together, at most. */
  private static final double SPREAD = 1.2;

  private static final String NETWORKS = "Networks and references";
  private static final String LAST = "class-id";

  /** What a random order reaches; a level, no row. */
  static final String CHANCE = "chance level";

  /** A row looks the same in every figure of every data set: seven colours, in each panel. */
  static final List<String> LEGEND =
      Stream.of(
              RowOrder.ROWS.stream().filter(row -> !row.equals(LAST)),
              RowOrder.SHALLOW.stream().map(row -> row + "+pixels"),
              Stream.of(LAST, CHANCE))
          .flatMap(names -> names)
          .toList();

  private final FigureData results;

  private RowPanels(FigureData results) {
    this.results = results;
  }

  /** The figure of the series; none without any. */
  static List<DrawnFigure> figure(
      FigureData data,
      String name,
      String title,
      String caption,
      Axis x,
      Axis y,
      List<Series> series,
      StringBuilder csv) {
    return series.isEmpty()
        ? List.of()
        : List.of(
            new DrawnFigure(
                name, new RowPanels(data).chart(title, caption, x, y, series), csv.toString()));
  }

  /**
   * The chart of the series.
   *
   * @param series at least one; the chance level is in every panel, the others are rows
   */
  private Chart chart(String title, String caption, Axis x, Axis y, List<Series> series) {
    List<Series> everywhere = series.stream().filter(s -> s.name().equals(CHANCE)).toList();
    List<Series> rows = series.stream().filter(s -> !everywhere.contains(s)).toList();
    List<LineChart> panels = new ArrayList<>();
    List<String> order = order(series);
    if (rows.size() > MOST_TOGETHER) {
      kinds(rows)
          .forEach(
              (kind, ofKind) -> {
                int parts = (ofKind.size() + MOST_OF_A_KIND - 1) / MOST_OF_A_KIND;
                for (int part = 0; part < parts; part++) {
                  List<Series> shown =
                      new ArrayList<>(
                          ofKind.subList(
                              part * ofKind.size() / parts, (part + 1) * ofKind.size() / parts));
                  shown.addAll(everywhere);
                  String number = parts == 1 ? "" : ", " + (part + 1) + " of " + parts;
                  panels.add(new LineChart(kind + number, "", x, y, apart(x, shown), order));
                }
              });
    }
    if (panels.size() < 2) {
      return new LineChart(title, caption, x, y, apart(x, series), order);
    }
    String scales = caption + "; each panel has its own vertical scale";
    return new PanelChart(title, scales, COLUMNS, panels, true);
  }

  /** The points of one code length, in the middle of its axis, drawn beside each other. */
  static List<Series> apart(Axis x, List<Series> series) {
    if (x.ticks().length != 3) {
      return series;
    }
    double at = x.ticks()[1];
    if (series.size() < 2 || series.stream().anyMatch(s -> s.x().length > 1 || s.x()[0] != at)) {
      return series;
    }
    double step = at * Math.min(STEP, SPREAD / series.size());
    List<Series> beside = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      double place = at + (i - (series.size() - 1) / 2.0) * step;
      beside.add(new Series(series.get(i).name(), new double[] {place}, series.get(i).y()));
    }
    return beside;
  }

  /** The names with a style of their own, then all others. */
  private static List<String> order(List<Series> series) {
    Set<String> names = new LinkedHashSet<>(LEGEND);
    series.forEach(s -> names.add(s.name()));
    return List.copyOf(names);
  }

  /** The rows by kind, networks last. */
  private Map<String, List<Series>> kinds(List<Series> rows) {
    Map<String, List<Series>> kinds = new LinkedHashMap<>();
    rows.forEach(row -> kinds.computeIfAbsent(kind(row.name()), k -> new ArrayList<>()).add(row));
    List<Series> networks = kinds.remove(NETWORKS);
    if (networks != null) {
      kinds.put(NETWORKS, networks);
    }
    return kinds;
  }

  private String kind(String row) {
    String features =
        results.cells().stream()
            .filter(cell -> cell.method().equals(row))
            .map(RowPanels::features)
            .findFirst()
            .orElse("");
    if (features.isEmpty() || ResultTable.isReference(row)) {
      return NETWORKS;
    }
    return switch (features) {
      case "lbp" -> "Rows on LBP features";
      case "cnn" -> "Rows on CNN features";
      default -> "Rows on " + features;
    };
  }

  private static String features(Cell cell) {
    return cell.provenance().configured("features.output").orElse("");
  }
}
