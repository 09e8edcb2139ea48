package io.ddh.experiments.report;

import io.ddh.core.BadInputException;
import io.ddh.eval.Metrics;
import io.ddh.eval.RankingCurve;
import io.ddh.experiments.Cell;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Curves of one method at one code length, averaged over seeds. */
final class Curves {
  private Curves() {}

  /**
   * Mean of each column over the cells.
   *
   * @param cells at least one cell, all of one method and length
   * @param curve its name
   * @param columns names of its columns
   * @return one array per column
   * @throws BadInputException naming a cell whose curve has another length than the first one's
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
   * Checks the curves that figures average over several cells.
   *
   * @throws BadInputException naming the cell and the column with wrong content
   */
  static void check(Cell cell) {
    if (cell.curves().containsKey(Metrics.PRECISION_RECALL_POOLED)) {
      double[] pairs = counts(cell, "pairs");
      double[] relevant = counts(cell, "relevant");
      for (int d = 0; d < pairs.length; d++) {
        if (relevant[d] > pairs[d]) {
          throw bad(
              cell,
              Metrics.PRECISION_RECALL_POOLED,
              "relevant",
              Numbers.plain(relevant[d]) + " at distance " + d,
              "at most the " + Numbers.plain(pairs[d]) + " pairs there");
        }
      }
    }
    if (cell.curves().containsKey(Metrics.PRECISION_RECALL_RANKING)) {
      String valid = "101, from 0 to 1 each, for recall 0, 0.01, …, 1";
      numbers(cell, Metrics.PRECISION_RECALL_RANKING, "precision", RankingCurve.LEVELS, 1, valid);
    }
  }

  private static double[] counts(Cell cell, String column) {
    String valid = (cell.bits() + 1) + " whole numbers, for distance 0 to " + cell.bits();
    String curve = Metrics.PRECISION_RECALL_POOLED;
    double[] counts = numbers(cell, curve, column, cell.bits() + 1, Double.MAX_VALUE, valid);
    for (double count : counts) {
      if (count != Math.rint(count)) {
        throw bad(cell, curve, column, Double.toString(count), valid);
      }
    }
    return counts;
  }

  private static double[] numbers(
      Cell cell, String curve, String column, int length, double largest, String valid) {
    double[] values = column(cell, curve, column);
    if (values.length != length) {
      throw bad(cell, curve, column, values.length + " numbers", valid);
    }
    for (double value : values) {
      if (!(value >= 0 && value <= largest)) {
        throw bad(cell, curve, column, Double.toString(value), valid);
      }
    }
    return values;
  }

  private static double[] column(Cell cell, String curve, String column) {
    Map<String, double[]> columns =
        Optional.ofNullable(cell.curves().get(curve)).orElse(Map.of()); // a damaged file has null
    double[] values = columns.get(column);
    if (values == null) {
      throw bad(
          cell,
          curve,
          column,
          "columns "
              + columns.keySet().stream().filter(c -> columns.get(c) != null).sorted().toList(),
          column);
    }
    return values;
  }

  private static BadInputException bad(
      Cell cell, String curve, String column, String found, String valid) {
    return new BadInputException(
        cell.dataset()
            + "/cells/"
            + cell.id()
            + ": curve "
            + curve
            + ", column "
            + column
            + ": found "
            + found
            + ", valid: "
            + valid);
  }
}
