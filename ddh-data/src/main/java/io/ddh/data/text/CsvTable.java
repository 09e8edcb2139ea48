package io.ddh.data.text;

import io.ddh.core.BadInputException;
import io.ddh.core.Shown;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table in a CSV file that was written by hand or by a spreadsheet program. The first line names
 * the columns, and each further line is a record. Values are separated by commas, semicolons or
 * tabs, whichever is most frequent in the first line, and may be enclosed in double quotes. Spaces
 * around values, empty lines and a byte order mark are ignored. Column names may be in upper or
 * lower case, and line endings may be those of any operating system.
 */
public final class CsvTable {
  private final String place;
  private final char separator;
  private final List<String> columns;
  private final List<Row> rows;

  private record Row(CSVRecord values, long line) {}

  private CsvTable(String place, char separator, List<String> columns, List<Row> rows) {
    this.place = place;
    this.separator = separator;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * Reads a table.
   *
   * @param place the file, for error messages
   * @param bytes content of the file
   * @param columns names of the known columns, for error messages
   * @return the table
   */
  public static CsvTable read(String place, byte[] bytes, List<String> columns) {
    String text = PlainText.decode(place, bytes);
    String names = String.join(",", columns);
    String head = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    if (head.isEmpty()) {
      throw new BadInputException(place + ": is empty; the first line must name " + names);
    }
    char separator =
        Stream.of(',', ';', '\t').max(Comparator.comparingLong(c -> count(head, c))).orElseThrow();
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator)
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();
    List<Row> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      for (CSVRecord record : parser) {
        rows.add(new Row(record, parser.getCurrentLineNumber()));
      }
    } catch (IOException | UncheckedIOException e) {
      throw BadInputException.of(
          e,
          "%s:%s: a double quote without a closing one",
          place,
          rows.isEmpty() ? 1 : rows.get(rows.size() - 1).line + 1);
    }
    List<String> found = new ArrayList<>();
    for (String name : rows.get(0).values) {
      found.add(name.strip().toLowerCase(Locale.ROOT));
    }
    for (String name : columns) {
      if (found.indexOf(name) != found.lastIndexOf(name)) {
        throw new BadInputException(place + ":1: column '" + name + "' occurs twice");
      }
    }
    CsvTable table = new CsvTable(place, separator, found, rows.subList(1, rows.size()));
    for (int i = 0; i < table.size(); i++) {
      int values = table.rows.get(i).values.size();
      if (values != found.size()) {
        throw BadInputException.of(
            "%s%d values, but the first line names %d columns; quote values that contain '%s'",
            table.at(i), values, found.size(), separator);
      }
    }
    return table;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  /**
   * {@return the beginning of an error message, which names the file and the line of a record, for
   * example {@code b.csv:3: }}
   *
   * @param row index of the record, from 0
   */
  public String at(int row) {
    return place + ":" + rows.get(row).line + ": ";
  }

  /** {@return the number of records} */
  public int size() {
    return rows.size();
  }

  /** {@return the names of the columns in lower case} */
  public List<String> columns() {
    return List.copyOf(columns);
  }

  /**
   * {@return whether there is a column of that name}
   *
   * @param column name of the column in lower case
   */
  public boolean has(String column) {
    return columns.contains(column);
  }

  /**
   * {@return the names of the columns that are not among the known ones}
   *
   * @param known names of the known columns in lower case
   */
  public Set<String> without(List<String> known) {
    Set<String> out = new TreeSet<>(columns);
    known.forEach(out::remove);
    out.remove("");
    return out;
  }

  /**
   * Checks that the table has all of the given columns.
   *
   * @param wanted names of the required columns in lower case
   * @throws BadInputException if a column is missing; the message names the first missing column
   */
  public void need(List<String> wanted) {
    for (String column : wanted) {
      if (!has(column)) {
        String found = Shown.text(String.join(String.valueOf(separator), columns));
        throw BadInputException.of(
            "%s:1: no column '%s'; the first line must name the columns %s, found %s",
            place, column, String.join(",", wanted), found);
      }
    }
  }

  /**
   * {@return a value of the table} Spaces around the value are removed, except inside quotes.
   *
   * @param row index of the record, from 0
   * @param column name of the column in lower case
   */
  public String text(int row, String column) {
    return rows.get(row).values.get(columns.indexOf(column));
  }

  /**
   * {@return a value of the table without the spaces around it}
   *
   * @param row index of the record, from 0
   * @param column name of the column in lower case
   */
  public String cell(int row, String column) {
    return text(row, column).strip();
  }

  /**
   * {@return a number of the table as a string, with a decimal point} If the values of the table
   * are separated by ';', a decimal comma, as in 1,5, is replaced by a point.
   *
   * @param row index of the record, from 0
   * @param column name of the column in lower case
   */
  public String number(int row, String column) {
    String text = cell(row, column);
    return separator == ';' ? text.replace(',', '.') : text;
  }
}
