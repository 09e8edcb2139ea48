package io.ddh.app.index;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.data.text.CsvTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Labels and sources for codes that another tool has computed. The labels and sources come from a
 * {@link CsvTable} with a column {@code label}, a column {@code source}, or both. The records of
 * the table must be in the order of the codes. A table whose records have been sorted is refused if
 * a column reveals this. A column {@code row}, as written by {@code ddh hash --export}, must number
 * the records from 0, and a column {@code id} must not have the ids of the codes in a different
 * order. Other columns are ignored.
 *
 * @param file file of the table, for messages
 * @param table records of the table
 */
public record FaceTable(Path file, CsvTable table) {
  private static final String LABEL = "label";
  private static final String SOURCE = "source";
  private static final String ROW = "row";
  private static final String ID = "id";
  private static final List<String> COLUMNS = List.of(LABEL, SOURCE, ROW);

  /**
   * Checks the columns of the table.
   *
   * @param file file of the table, for messages
   * @param table records of the table
   * @throws BadInputException if the file is not such a table
   */
  public FaceTable {
    if (!table.has(LABEL) && !table.has(SOURCE)) {
      throw BadInputException.of(
          "%s: found columns %s; valid: a first line that names label, source or both",
          file, String.join(", ", table.columns()));
    }
    for (int i = 0; table.has(ROW) && i < table.size(); i++) {
      if (!table.cell(i, ROW).equals(Integer.toString(i))) {
        throw BadInputException.of(
            "%srow must be %d, found '%s'; valid: records in the codes' order",
            table.at(i), i, table.cell(i, ROW));
      }
    }
  }

  /**
   * Reads a table from a file.
   *
   * @param file CSV file whose first line names the columns
   * @return the table
   * @throws BadInputException if the file is not such a table
   * @throws IOException if a file can't be read
   */
  public static FaceTable read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          file + ": " + Reason.noFile(file) + "; valid: a CSV file of labels and sources");
    }
    return new FaceTable(file, CsvTable.read(file.toString(), Files.readAllBytes(file), COLUMNS));
  }

  /**
   * Checks the column {@code id}, if there is one, against the ids of the codes.
   *
   * @param ids ids of the codes, in the order of the codes
   * @throws BadInputException if the column has the same ids in another order, so that labels would
   *     be mixed up
   */
  public void checkIds(long[] ids) {
    if (!table.has(ID)) {
      return;
    }
    List<String> own = Arrays.stream(ids).mapToObj(Long::toString).toList();
    List<String> here = IntStream.range(0, size()).mapToObj(i -> table.cell(i, ID)).toList();
    if (!here.equals(own) && Set.copyOf(here).equals(Set.copyOf(own))) {
      throw new BadInputException(
          file + ": its ids are not in the codes' order; valid: records in the codes' order");
    }
  }

  /** {@return the names of the columns that are ignored} */
  public Set<String> unused() {
    return table.without(COLUMNS);
  }

  /** {@return the number of rows, one per code} */
  public int size() {
    return table.size();
  }

  /**
   * {@return the label in a row; empty if the row has no label}
   *
   * @param row number of the row, from 0
   */
  public String label(int row) {
    return table.has(LABEL) ? table.text(row, LABEL) : "";
  }

  /**
   * {@return the source in a row; empty if the row has no source}
   *
   * @param row number of the row, from 0
   */
  public String source(int row) {
    return table.has(SOURCE) ? table.text(row, SOURCE) : "";
  }
}
