package io.ddh.experiments.reproduction;

import io.ddh.experiments.Cell;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks into cells' provenance. */
final class Provenance {
  private Provenance() {}

  private static Optional<Object> at(Cell cell, String... path) {
    Object value = cell.provenance();
    for (String key : path) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return Optional.ofNullable(value);
  }

  /** A value as text; empty where there is none. */
  static String text(Cell cell, String... path) {
    return at(cell, path).map(String::valueOf).orElse("");
  }

  /** A value if it is a number. */
  static Optional<Double> number(Cell cell, String... path) {
    return at(cell, path)
        .filter(Number.class::isInstance)
        .map(value -> ((Number) value).doubleValue());
  }

  /** Cells that have the number. */
  static int count(List<Cell> cells, String... path) {
    return (int) cells.stream().filter(cell -> number(cell, path).isPresent()).count();
  }

  /** Smallest to largest, rounded to whole numbers. */
  static String range(List<Cell> cells, String... path) {
    DoubleSummaryStatistics all =
        cells.stream()
            .flatMap(cell -> number(cell, path).stream())
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    if (all.getCount() == 0) {
      return "–";
    }
    String low = String.format(Locale.ROOT, "%.0f", all.getMin());
    String high = String.format(Locale.ROOT, "%.0f", all.getMax());
    return low.equals(high) ? low : low + "–" + high;
  }
}
