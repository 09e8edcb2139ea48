package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * All metrics of all finished cells as one tidy table with a row per number. A collapsed cell has
 * one more row: the metric {@code collapsed}, with value 1.
 */
final class TidyCells {
  private static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::method, RowOrder.BY_PAPER)
          .thenComparingInt(Cell::bits)
          .thenComparingLong(Cell::seed);

  private TidyCells() {}

  /** The cells by row, code length and seed. */
  static List<Cell> sorted(List<Cell> cells) {
    return cells.stream().sorted(ORDER).toList();
  }

  /**
   * Columns {@code dataset method bits seed metric value}, sorted by row order, bits, seed, metric.
   */
  static Table of(List<Cell> cells) {
    StringColumn dataset = StringColumn.create("dataset");
    StringColumn method = StringColumn.create("method");
    IntColumn bits = IntColumn.create("bits");
    LongColumn seed = LongColumn.create("seed");
    StringColumn metric = StringColumn.create("metric");
    DoubleColumn value = DoubleColumn.create("value");
    for (Cell cell : sorted(cells)) {
      if (cell.done()) {
        SortedMap<String, Double> numbers = new TreeMap<>(cell.metrics());
        if (cell.collapsed()) {
          numbers.put(Cell.COLLAPSED, 1.0);
        }
        numbers.forEach(
            (key, number) -> {
              dataset.append(cell.dataset());
              method.append(cell.method());
              bits.append(cell.bits());
              seed.append(cell.seed());
              metric.append(key);
              value.append(number);
            });
      }
    }
    return Table.create("cells", dataset, method, bits, seed, metric, value);
  }
}
