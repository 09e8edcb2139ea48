package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import java.util.List;
import java.util.OptionalDouble;

/** The cells of one data set, at least one, from which figures are drawn. */
public interface FigureData {
  /** The data set's name. */
  String name();

  /** The name for headings, which tells if the faces are synthetic. */
  String title();

  /** Data set and number of seeds, to be shown below a figure's title. */
  default String caption() {
    int count = seeds().size();
    return title() + (count == 1 ? ", one seed" : ", mean of " + count + " seeds");
  }

  /** All cells, failed ones too, by {@link #rows}, code length and seed. */
  List<Cell> cells();

  /** Names of the rows in the order of tables. */
  List<String> rows();

  /** Run seeds, ascending. */
  List<Long> seeds();

  /** The code length of figures that show only one. */
  int shownBits();

  /**
   * Finished cells of a row and code length that have the named curve, one per seed.
   *
   * @param curve for example {@link io.ddh.eval.Metrics#PRECISION_AT_N}
   */
  List<Cell> finished(String row, int bits, String curve);

  /** MAP of a random order; empty if no cell has the numbers that it follows from. */
  OptionalDouble chance();

  /**
   * Names that have the same style in every figure: the order for {@link
   * io.ddh.experiments.report.chart.LineChart}.
   */
  default List<String> legend() {
    return RowPanels.LEGEND;
  }
}
