package io.ddh.experiments;

import io.ddh.core.Check;
import java.io.StringWriter;
import java.util.List;
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
}
