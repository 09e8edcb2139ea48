package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Collapse;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Notes below a table about cells whose codes collapsed. */
public final class CollapseNotes {
  /** The mark that follows the values of collapsed codes. */
  public static final String MARK = "‡";

  private CollapseNotes() {}

  /**
   * {@return a sentence with the meaning of the mark; empty if no cell has collapsed codes}
   *
   * @param cells cells of the table
   */
  public static Optional<String> legend(Collection<Cell> cells) {
    String expected =
        cells.stream()
            .filter(cell -> cell.collapsed() && expected(cell))
            .map(Cell::method)
            .distinct()
            .sorted(RowOrder.BY_PAPER)
            .collect(Collectors.joining(", "));
    String text =
        MARK
            + ": collapsed. The codes do not distinguish even the training images: with up to 1,000"
            + " of these images as queries against one another, MAP is at most 3 standard"
            + " deviations"
            + " above the mean of 100 sets of random codes."
            + (expected.isEmpty() ? "" : " Expected of " + expected + ".");
    return Optional.of(text).filter(legend -> cells.stream().anyMatch(Cell::collapsed));
  }

  /**
   * {@return one line for each cell with collapsed codes whose row does not declare that its codes
   * may collapse}
   *
   * @param cells cells of the table
   */
  public static List<String> warnings(Collection<Cell> cells) {
    return cells.stream()
        .filter(cell -> cell.collapsed() && !expected(cell))
        .map(cell -> cell.id() + " collapsed: " + cell.reason())
        .toList();
  }

  private static boolean expected(Cell cell) {
    return cell.provenance().collapse().filter(Collapse::expected).isPresent();
  }
}
