package io.ddh.experiments.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Estimates the rest of a run from cells that ended: a row's own mean where there is one, the mean
 * of all otherwise.
 */
final class TimeLeft {
  private final Map<String, double[]> byRow = new HashMap<>();
  private final Deque<String> left = new ArrayDeque<>();

  /** A cell of that row is still to be made. */
  void expect(String row) {
    left.add(row);
  }

  /** A cell of the row took so long, in this run or an earlier one. */
  void learn(String row, double seconds) {
    double[] sum = byRow.computeIfAbsent(row, r -> new double[2]);
    sum[0] += seconds;
    sum[1]++;
  }

  /** The cell that was being made is done; the next expected one starts. */
  void ended(String row, double seconds) {
    learn(row, seconds);
    left.removeFirstOccurrence(row);
  }

  /**
   * Seconds left, the present cell included; empty as long as no cell has ended.
   *
   * @param spent seconds that the present cell has taken so far
   */
  OptionalDouble seconds(double spent) {
    if (byRow.isEmpty()) {
      return OptionalDouble.empty();
    }
    double all = byRow.values().stream().mapToDouble(s -> s[0] / s[1]).average().orElseThrow();
    double sum = 0;
    boolean present = true;
    for (String row : left) {
      double[] own = byRow.get(row);
      double mean = own == null ? all : own[0] / own[1];
      sum += present ? Math.max(0, mean - spent) : mean;
      present = false;
    }
    return OptionalDouble.of(sum);
  }
}
