package io.ddh.experiments;

import io.ddh.core.AtomicFile;
import io.ddh.core.Check;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvWriteOptions;
import tech.tablesaw.io.csv.CsvWriter;

/** Builds a CSV file row by row. Fields are converted to text by {@link String#valueOf(Object)}. */
public final class CsvRows {
  private final List<StringColumn> columns;

  /**
   * Creates a file without rows.
   *
   * @param names names of the columns
   */
  public CsvRows(String... names) {
    columns = Stream.of(names).map(StringColumn::create).toList();
  }

  /**
   * Adds a row.
   *
   * @param fields the fields of the row, one for each column
   */
  public void add(Object... fields) {
    Check.that(
        fields.length == columns.size(), "%d fields for %d columns", fields.length, columns.size());
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).append(String.valueOf(fields[i]));
    }
  }

  /** {@return the whole file, with the names of the columns in the first line} */
  public String text() {
    StringWriter out = new StringWriter();
    Table table = Table.create("rows", columns.toArray(StringColumn[]::new));
    new CsvWriter().write(table, CsvWriteOptions.builder(out).lineEnd("\n").build());
    return out.toString();
  }

  /**
   * Writes a comment line that says what the file belongs to, followed by the rows.
   *
   * @param file file to write; it is replaced if it exists
   * @param comment text of the comment, without the {@code #} before it
   * @throws IOException if the file can't be written
   */
  public void write(Path file, String comment) throws IOException {
    AtomicFile.writeText(file, "# " + comment + "\n" + text());
  }

  /**
   * Reads the rows of a file that {@link #write} wrote.
   *
   * @param file file to read; it need not exist
   * @param comment comment that the file must begin with
   * @return the lines of the rows; empty if the file is missing or has another comment
   * @throws IOException if the file can't be read
   */
  public static Optional<List<String>> read(Path file, String comment) throws IOException {
    List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    return lines.isEmpty() || !lines.get(0).equals("# " + comment)
        ? Optional.empty()
        : Optional.of(lines.subList(Math.min(2, lines.size()), lines.size()));
  }
}
