package io.ddh.experiments.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.Chart;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.PanelChart;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Draws figures with a curve for each row. If one chart can't show all rows, they are divided into
 * a panel for each kind of features and one for the networks. Every panel has its own scale, since
 * the values of different kinds differ by a factor of ten.
 */
final class RowPanels {
  /** Largest number of rows that can be told apart in one chart. */
  private static final int MOST_TOGETHER = 8;

  /**
   * Largest number of rows in a panel. Nine is more than enough for the seven shallow methods or
   * the seven networks.
   */
  private static final int MOST_OF_A_KIND = 9;

  private static final int COLUMNS = 2;

  private static final String NETWORKS = "Networks and references";
  private static final String LAST = "class-id";

  /**
   * Name of the curve that shows the level of a random order; the curve does not stand for a row.
   */
  static final String CHANCE = "chance level";

  /**
   * Names in the order of their styles, so that a row looks the same in every figure of every data
   * set.
   */
  static final List<String> LEGEND =
      Stream.of(
              RowOrder.ROWS.stream().filter(row -> !row.equals(LAST)),
              RowOrder.SHALLOW.stream().map(row -> row + "+pixels"),
              Stream.of(LAST, CHANCE))
          .flatMap(names -> names)
          .toList();

  private RowPanels() {}

  /**
   * Draws the figure of some rows. If there are no points, no figure is drawn.
   *
   * @param points points with a series for each row; the chance level is shown in every panel
   */
  static List<DrawnFigure> figure(
      FigureData data,
      String name,
      String title,
      String caption,
      Axis x,
      Axis y,
      FigurePoints points) {
    List<Series> series = points.series();
    if (series.isEmpty()) {
      return List.of();
    }
    // Names with a fixed style come first, then all others.
    List<String> order =
        Stream.concat(LEGEND.stream(), series.stream().map(Series::name)).distinct().toList();
    List<Series> everywhere = series.stream().filter(s -> s.name().equals(CHANCE)).toList();
    List<Series> rows = series.stream().filter(s -> !everywhere.contains(s)).toList();
    List<LineChart> panels = new ArrayList<>();
    boolean mixed = // rows that learned from the data are never drawn beside those that did not
        data.cells().stream().map(Cell::pretrained).distinct().count() > 1;
    if (rows.size() > MOST_TOGETHER || mixed) {
      rows.stream()
          .sorted(Comparator.comparing(row -> kind(data, row.name()).equals(NETWORKS)))
          .collect(groupingBy(row -> kind(data, row.name()), LinkedHashMap::new, toList()))
          .forEach(
              (kind, ofKind) -> {
                int parts = (ofKind.size() + MOST_OF_A_KIND - 1) / MOST_OF_A_KIND;
                for (int part = 0; part < parts; part++) {
                  int from = part * ofKind.size() / parts;
                  int to = (part + 1) * ofKind.size() / parts;
                  List<Series> shown = new ArrayList<>(ofKind.subList(from, to));
                  shown.addAll(everywhere);
                  String number = parts == 1 ? "" : ", " + (part + 1) + " of " + parts;
                  panels.add(new LineChart(kind + number, "", x, y, shown, order));
                }
              });
    }
    String scales = caption + "; each panel has its own vertical scale";
    Chart chart =
        panels.size() < 2
            ? new LineChart(title, caption, x, y, series, order)
            : new PanelChart(title, scales, COLUMNS, panels, true);
    return List.of(new DrawnFigure(name, chart, points.csv()));
  }

  private static String kind(FigureData data, String row) {
    Optional<Cell> first =
        data.cells().stream().filter(cell -> cell.method().equals(row)).findFirst();
    if (first.filter(Cell::pretrained).isPresent()) {
      return "Rows on networks pre-trained elsewhere";
    }
    String features =
        first.flatMap(cell -> cell.provenance().configured("features.output")).orElse("");
    if (features.isEmpty() || ResultTable.isReference(row)) {
      return NETWORKS;
    }
    return switch (features) {
      case "lbp" -> "Rows on LBP features";
      case "cnn" -> "Rows on CNN features";
      default -> "Rows on " + features;
    };
  }
}
