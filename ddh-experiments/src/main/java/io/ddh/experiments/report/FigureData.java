package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import java.util.List;
import java.util.OptionalDouble;

/** The cells of one data set, at least one, from which figures are drawn. */
public interface FigureData {
  /** {@return the data set's name} */
  String name();

  /** {@return the name for headings, which says whether the faces are synthetic} */
  String title();

  /** {@return data set and number of seeds, to be shown below a figure's title} */
  default String caption() {
    int count = seeds().size();
    return title() + (count == 1 ? ", one seed" : ", mean of " + count + " seeds");
  }

  /** {@return all cells, including failed ones, sorted by {@link #rows}, code length and seed} */
  List<Cell> cells();

  /** {@return the names of the rows in the order of tables} */
  List<String> rows();

  /** {@return the run seeds, ascending} */
  List<Long> seeds();

  /** {@return the code length of figures that show only one} */
  int shownBits();

  /**
   * {@return the finished cells of a row and code length that have the named curve, one per seed}
   *
   * @param row name of the row
   * @param bits code length
   * @param curve for example {@link io.ddh.eval.Metrics#PRECISION_AT_N}
   */
  List<Cell> finished(String row, int bits, String curve);

  /**
   * {@return the MAP of a random order; empty if no cell has the counts that it is computed from}
   */
  OptionalDouble chance();

  /**
   * {@return the names that have the same style in every figure, the order for {@link
   * io.ddh.experiments.report.chart.LineChart}}
   */
  default List<String> legend() {
    return RowPanels.LEGEND;
  }
}
