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

/** Builds a CSV file row by row. Fields are written as by {@link String#valueOf(Object)}. */
public final class CsvRows {
  private final List<StringColumn> columns;

  /**
   * Creates a file without rows.
   *
   * @param names of the columns
   */
  public CsvRows(String... names) {
    columns = Stream.of(names).map(StringColumn::create).toList();
  }

  /**
   * Adds a row.
   *
   * @param fields one for each column
   */
  public void add(Object... fields) {
    Check.that(
        fields.length == columns.size(), "%d fields in a row of %d", fields.length, columns.size());
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
   * Writes the file below a comment that says what it belongs to.
   *
   * @param file replaced if it exists
   * @param comment without {@code #}
   * @throws IOException if the file can't be written
   */
  public void write(Path file, String comment) throws IOException {
    AtomicFile.writeText(file, "# " + comment + "\n" + text());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param file need not exist
   * @param comment that the file must have
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
