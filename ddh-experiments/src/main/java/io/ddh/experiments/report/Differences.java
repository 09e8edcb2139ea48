package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * MAP of the deep rows minus that of each row on CNN features, paired by seed: the same splits, so
 * that the luck of the draw cancels.
 */
final class Differences {
  private static final List<String> SUBJECTS = List.of("ddh", "ddh+aug");

  private Differences() {}

  /** One line a pair of rows; empty where there is no such pair. */
  static List<String> lines(ResultTable table, List<Cell> cells) {
    Map<String, Double> maps =
        cells.stream()
            .filter(cell -> cell.done() && cell.metrics().containsKey(Metrics.MAP))
            .collect(Collectors.toMap(Cell::id, cell -> cell.metrics().get(Metrics.MAP)));
    List<String> lines = new ArrayList<>();
    for (String subject : SUBJECTS) {
      for (String other : table.methods()) {
        if (table.methods().contains(subject) && other.endsWith("+cnn")) {
          line(table, maps, subject, other).ifPresent(lines::add);
        }
      }
    }
    return lines;
  }

  private static Optional<String> line(
      ResultTable table, Map<String, Double> maps, String subject, String other) {
    List<String> parts = new ArrayList<>();
    for (int bits : table.bits()) {
      double[] differences =
          table.seeds().stream()
              .map(seed -> "-" + bits + "-s" + seed)
              .filter(id -> maps.containsKey(subject + id) && maps.containsKey(other + id))
              .mapToDouble(id -> maps.get(subject + id) - maps.get(other + id))
              .toArray();
      if (differences.length > 0) {
        parts.add(bits + " bits " + text(differences));
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            subject + " minus " + other + ", paired by seed: " + String.join("; ", parts) + ".");
  }

  /** Mean ± sample deviation, with signs. */
  static String text(double... differences) {
    return Sample.of(differences).signed();
  }
}
