package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import io.ddh.experiments.work.Retrievals;
import java.util.List;
import java.util.OptionalDouble;

/** The cells of one data set from which figures are drawn; there is at least one cell. */
public interface FigureData {
  /** {@return the name of the data set} */
  String name();

  /** {@return all cells, including failed ones, sorted by {@link #rows}, code length and seed} */
  List<Cell> cells();

  /** {@return true if the faces are rendered and show no real people} */
  default boolean synthetic() {
    return cells().stream().anyMatch(Cell::synthetic);
  }

  /** {@return the name of the data set for headings, with a remark if the faces are synthetic} */
  default String title() {
    return name() + (synthetic() ? " (synthetic faces)" : "");
  }

  /**
   * {@return a string with the data set and the number of seeds, to be shown below the title of a
   * figure}
   */
  default String caption() {
    int count = seeds().size();
    return title() + (count == 1 ? ", one seed" : ", mean of " + count + " seeds");
  }

  /** {@return the names of the rows in the order of tables} */
  default List<String> rows() {
    return cells().stream().map(Cell::method).distinct().toList();
  }

  /** {@return the run seeds, ascending} */
  default List<Long> seeds() {
    return cells().stream().map(Cell::seed).distinct().sorted().toList();
  }

  /** {@return the code length that figures with only one code length show} */
  default int shownBits() {
    return Retrievals.shownBits(cells().stream().map(Cell::bits).toList());
  }

  /**
   * {@return the finished cells of a row and code length that have the named curve, one per seed}
   *
   * @param row name of the row
   * @param bits code length
   * @param curve name of the curve, for example {@link io.ddh.eval.Metrics#PRECISION_AT_N}
   */
  default List<Cell> finished(String row, int bits, String curve) {
    return cells().stream()
        .filter(cell -> cell.done() && cell.method().equals(row) && cell.bits() == bits)
        .filter(cell -> cell.curves().containsKey(curve))
        .toList();
  }

  /**
   * {@return the MAP of a random order; empty if no cell has the counts from which it is computed}
   */
  default OptionalDouble chance() {
    return cells().stream().flatMapToDouble(cell -> cell.provenance().chance().stream()).average();
  }

  /**
   * {@return the names that have a fixed style in every figure, in the order of their styles} See
   * {@link io.ddh.experiments.report.chart.LineChart#order}.
   */
  default List<String> legend() {
    return RowPanels.LEGEND;
  }
}
