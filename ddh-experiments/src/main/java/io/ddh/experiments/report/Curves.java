package io.ddh.experiments.report;

import io.ddh.data.BadInputException;
import io.ddh.experiments.Cell;
import java.util.List;
import java.util.Map;

/** Curves of one method at one code length, averaged over seeds. */
final class Curves {
  private Curves() {}

  /**
   * Mean of each column over the cells.
   *
   * @param cells at least one cell, all of one method and length
   * @param curve its name
   * @param columns names of its columns
   * @return one array a column
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

  private static double[] column(Cell cell, String curve, String column) {
    Map<String, double[]> columns = cell.curves().getOrDefault(curve, Map.of());
    double[] values = columns.get(column);
    if (values == null) {
      throw bad(
          cell, curve, column, "columns " + columns.keySet().stream().sorted().toList(), column);
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
