package io.ddh.experiments.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Table 1 of one data set for a terminal of 80 columns: means only, ASCII characters only, further
 * code lengths below.
 */
final class TerminalTable {
  private static final int WIDTH = 80;

  /** Width of a code length: two blanks, a mean, up to three marks. */
  private static final int COLUMN = 11;

  private TerminalTable() {}

  /**
   * The lines.
   *
   * @param file where the whole table is
   */
  static List<String> of(DatasetResults results, Path file) {
    List<TableView.Line> rows = results.view().lines();
    List<String> lines = new ArrayList<>();
    String chance =
        results.chance().isPresent()
            ? "; chance " + Numbers.four(results.chance().getAsDouble())
            : "";
    int seeds = results.table().seeds().size();
    String mean = seeds > 1 ? "; mean over " + seeds + " seeds" : "";
    lines.add("MAP on " + results.title() + chance + mean);
    int name = rows.stream().mapToInt(row -> row.method().length()).max().orElse(0);
    name = Math.max(name, "method".length());
    int block = Math.max(1, (WIDTH - name) / COLUMN);
    List<Integer> bits = results.table().bits();
    for (int from = 0; from < bits.size(); from += block) {
      int to = Math.min(from + block, bits.size());
      StringBuilder head = new StringBuilder(pad("method", name));
      bits.subList(from, to).forEach(k -> head.append(field(k + " bits", "")));
      lines.add(head.toString().stripTrailing());
      for (TableView.Line row : rows) {
        StringBuilder line = new StringBuilder(pad(row.method(), name));
        row.ours().subList(from, to).forEach(f -> line.append(field(f.mean(), marks(f))));
        lines.add(line.toString().stripTrailing());
      }
    }
    String legend = legend(rows);
    if (!legend.isEmpty()) {
      lines.add(legend);
    }
    lines.add("table: " + file);
    return lines;
  }

  private static String marks(TableView.Field field) {
    return (field.best() ? "*" : "")
        + (field.collapsed() ? "!" : "")
        + (field.partial() ? "~" : "");
  }

  /** Explains the marks that the table uses. */
  private static String legend(List<TableView.Line> rows) {
    List<String> parts = new ArrayList<>();
    if (any(rows, TableView.Field::best)) {
      parts.add("* best of its length, references aside");
    }
    if (any(rows, TableView.Field::collapsed)) {
      parts.add("! collapsed codes");
    }
    if (any(rows, TableView.Field::partial)) {
      parts.add("~ not of all seeds");
    }
    return String.join("; ", parts);
  }

  private static boolean any(List<TableView.Line> rows, Predicate<TableView.Field> mark) {
    return rows.stream().flatMap(row -> row.ours().stream()).anyMatch(mark);
  }

  private static String field(String value, String marks) {
    return String.format(Locale.ROOT, "%" + (COLUMN - 3) + "s%-3s", value, marks);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
