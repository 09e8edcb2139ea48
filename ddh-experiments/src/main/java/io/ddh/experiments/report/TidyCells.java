package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import io.ddh.experiments.CsvRows;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The file {@code cells.csv}. */
final class TidyCells {
  private TidyCells() {}

  /**
   * All metrics of all finished cells, a line per number. A collapsed cell has one more line: the
   * metric {@code collapsed}, with value 1.
   */
  static String csv(List<Cell> cells) {
    CsvRows csv = new CsvRows("dataset", "method", "bits", "seed", "metric", "value");
    for (Cell cell : cells.stream().filter(Cell::done).toList()) {
      Map<String, Double> metrics = new TreeMap<>(cell.metrics());
      if (cell.collapsed()) {
        metrics.put(Cell.COLLAPSED, 1.0);
      }
      metrics.forEach(
          (key, value) -> {
            Object number = Double.isNaN(value) ? "" : value;
            csv.add(cell.dataset(), cell.method(), cell.bits(), cell.seed(), key, number);
          });
    }
    return csv.text();
  }
}
