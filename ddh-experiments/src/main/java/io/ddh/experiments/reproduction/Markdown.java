package io.ddh.experiments.reproduction;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Markdown tables. */
final class Markdown {
  private Markdown() {}

  /**
   * A table with a line per row: its name, which is text, and a number for each column.
   *
   * @param corner heading of the names
   */
  static <R, C> String table(
      String corner,
      List<C> columns,
      Function<C, String> heading,
      List<R> rows,
      Function<R, String> name,
      BiFunction<R, C, String> field) {
    StringBuilder out = new StringBuilder("| " + corner);
    columns.forEach(column -> out.append(" | ").append(heading.apply(column)));
    out.append(" |\n|---|").append("---:|".repeat(columns.size()));
    for (R row : rows) {
      out.append("\n| ").append(name.apply(row));
      columns.forEach(column -> out.append(" | ").append(field.apply(row, column)));
      out.append(" |");
    }
    return out.toString();
  }
}
