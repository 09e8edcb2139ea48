package io.ddh.experiments.report;

import io.ddh.core.BadInputException;
import io.ddh.eval.Metrics;
import io.ddh.eval.RankingCurve;
import io.ddh.experiments.Cell;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoublePredicate;

/** Checks curves of cells and averages them over the seeds of one row and code length. */
final class Curves {
  private Curves() {}

  /**
   * Returns the mean of each column of a curve over several cells.
   *
   * @param cells cells of one row and code length, at least one
   * @param curve name of the curve
   * @param columns names of its columns
   * @return one array of means per column
   * @throws BadInputException if the curve of a cell has a different length from that of the first
   *     cell; the message names the cell
   */
  static double[][] mean(List<Cell> cells, String curve, String... columns) {
    double[][] mean = new double[columns.length][];
    int length = column(cells.get(0), curve, columns[0]).length;
    for (int c = 0; c < columns.length; c++) {
      mean[c] = new double[length];
      for (Cell cell : cells) {
        double[] values = column(cell, curve, columns[c]);
        if (values.length != length) {
          throw bad(cell, curve, columns[c], values.length + " points", length + " points");
        }
        for (int i = 0; i < length; i++) {
          mean[c][i] += values[i] / cells.size();
        }
      }
    }
    return mean;
  }

  /**
   * Checks those curves of a cell that figures average over several cells.
   *
   * @throws BadInputException if a column has wrong content; the message names the cell and the
   *     column
   */
  static void check(Cell cell) {
    if (cell.curves().containsKey(Metrics.PRECISION_RECALL_POOLED)) {
      double[] pairs = counts(cell, "pairs");
      double[] relevant = counts(cell, "relevant");
      for (int d = 0; d < pairs.length; d++) {
        if (relevant[d] > pairs[d]) {
          String found = FigurePoints.plain(relevant[d]) + " at distance " + d;
          String valid = "at most the " + FigurePoints.plain(pairs[d]) + " pairs there";
          throw bad(cell, Metrics.PRECISION_RECALL_POOLED, "relevant", found, valid);
        }
      }
    }
    if (cell.curves().containsKey(Metrics.PRECISION_RECALL_RANKING)) {
      String valid = "101 numbers from 0 to 1, for recall 0, 0.01, …, 1";
      String curve = Metrics.PRECISION_RECALL_RANKING;
      numbers(cell, curve, "precision", RankingCurve.LEVELS, p -> p >= 0 && p <= 1, valid);
    }
  }

  private static double[] counts(Cell cell, String column) {
    String valid = (cell.bits() + 1) + " whole numbers, for distance 0 to " + cell.bits();
    DoublePredicate count = n -> n >= 0 && n <= Double.MAX_VALUE && n == Math.rint(n);
    String curve = Metrics.PRECISION_RECALL_POOLED;
    return numbers(cell, curve, column, cell.bits() + 1, count, valid);
  }

  private static double[] numbers(
      Cell cell, String curve, String column, int length, DoublePredicate right, String valid) {
    double[] values = column(cell, curve, column);
    if (values.length != length) {
      throw bad(cell, curve, column, values.length + " numbers", valid);
    }
    for (double value : values) {
      if (!right.test(value)) {
        throw bad(cell, curve, column, Double.toString(value), valid);
      }
    }
    return values;
  }

  private static double[] column(Cell cell, String curve, String column) {
    Map<String, double[]> columns = new TreeMap<>();
    if (cell.curves().get(curve) != null) { // as in a damaged file
      columns.putAll(cell.curves().get(curve));
    }
    columns.values().removeIf(Objects::isNull);
    if (!columns.containsKey(column)) {
      throw bad(cell, curve, column, "columns " + columns.keySet(), column);
    }
    return columns.get(column);
  }

  private static BadInputException bad(
      Cell cell, String curve, String column, String found, String valid) {
    return BadInputException.of(
        "%s/cells/%s: curve '%s', column '%s': found %s, valid: %s",
        cell.dataset(), cell.id(), curve, column, found, valid);
  }
}
