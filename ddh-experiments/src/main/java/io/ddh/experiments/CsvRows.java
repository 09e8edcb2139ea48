package io.ddh.experiments;

import io.ddh.core.Check;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvWriteOptions;
import tech.tablesaw.io.csv.CsvWriter;

/** A CSV file, row by row. Fields are written as {@link String#valueOf(Object)} gives them. */
public final class CsvRows {
  private final List<StringColumn> columns;

  public CsvRows(String... names) {
    columns = Stream.of(names).map(StringColumn::create).toList();
  }

  /** Adds a row with a field for each column. */
  public void add(Object... fields) {
    Check.that(
        fields.length == columns.size(), "%d fields in a row of %d", fields.length, columns.size());
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).append(String.valueOf(fields[i]));
    }
  }

  /** The whole file. */
  public String text() {
    return text(Table.create("rows", columns.toArray(StringColumn[]::new)));
  }

  /** A table as CSV, with {@code \n} at line ends. */
  public static String text(Table table) {
    StringWriter out = new StringWriter();
    new CsvWriter().write(table, CsvWriteOptions.builder(out).lineEnd("\n").build());
    return out.toString();
  }
}
