package io.ddh.experiments.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes Markdown tables. The first column contains text and is aligned left; the other columns
 * contain numbers and are aligned right.
 */
final class Markdown {
  private Markdown() {}

  /**
   * Writes a table from its lines.
   *
   * @param lines fields of each line; the first line has the headings
   */
  static String table(List<List<String>> lines) {
    List<String> out = new ArrayList<>();
    lines.forEach(line -> out.add("| " + String.join(" | ", line) + " |"));
    out.add(1, "|---|" + "---:|".repeat(lines.get(0).size() - 1));
    return String.join("\n", out);
  }

  /**
   * Writes a table with one field for each combination of a row and a column. The first field of a
   * line is the text of its row.
   *
   * @param corner heading of the first column
   * @param heading gives the heading of each other column
   */
  static <R, C> String table(
      String corner,
      List<R> rows,
      List<C> columns,
      Function<C, String> heading,
      BiFunction<R, C, String> field) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(line(corner, columns, heading));
    rows.forEach(
        row -> lines.add(line(row.toString(), columns, column -> field.apply(row, column))));
    return table(lines);
  }

  private static <C> List<String> line(String first, List<C> columns, Function<C, String> field) {
    return Stream.concat(Stream.of(first), columns.stream().map(field)).toList();
  }
}
