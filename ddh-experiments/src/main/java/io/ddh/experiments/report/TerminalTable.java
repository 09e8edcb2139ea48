package io.ddh.experiments.report;

import io.ddh.core.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Formats Table 1 of one data set for a terminal of 80 columns, with only the means and in ASCII
 * characters. If not all code lengths fit side by side, the rest follow below.
 */
final class TerminalTable {
  private static final int WIDTH = 80;

  /** Width of the column of a code length, which has two spaces, a mean and up to three marks. */
  private static final int COLUMN = 11;

  private static final List<Mark> MARKS =
      List.of(
          new Mark("*", "best per code length (no reference rows)", TableView.Field::best),
          new Mark("!", "collapsed codes", TableView.Field::collapsed),
          new Mark("~", "seeds missing", TableView.Field::partial));

  private static final String SEEN = " #";

  private record Mark(String sign, String meaning, Predicate<TableView.Field> of) {}

  private TerminalTable() {}

  /**
   * Returns the lines of the table.
   *
   * @param file file with the whole table; the last line names this file
   */
  static List<String> of(DatasetResults results, Path file) {
    TableView view = results.view();
    List<TableView.Line> rows = view.groups().stream().flatMap(g -> g.lines().stream()).toList();
    List<String> lines = new ArrayList<>();
    Optional<String> chance = results.chance().stream().mapToObj(Sample::four).findFirst();
    int seeds = results.seeds().size();
    String mean = seeds > 1 ? "; mean over " + seeds + " seeds" : "";
    lines.add("MAP on " + results.title() + chance.map(c -> "; chance " + c).orElse("") + mean);
    int name = rows.stream().mapToInt(row -> name(row).length()).max().orElse(0);
    name = Math.max(name, "method".length());
    String first = "%-" + name + "s";
    int block = Math.max(1, (WIDTH - name) / COLUMN);
    List<Integer> bits = results.table().bits();
    for (int from = 0; from < bits.size(); from += block) {
      int to = Math.min(from + block, bits.size());
      StringBuilder head = new StringBuilder(Shown.format(first, "method"));
      bits.subList(from, to).forEach(k -> head.append(field(k + " bits", "")));
      lines.add(head.toString().stripTrailing());
      for (TableView.Group group : view.groups()) {
        if (!group.heading().isEmpty()) {
          lines.add(group.heading() + ":");
        }
        for (TableView.Line row : group.lines()) {
          StringBuilder line = new StringBuilder(Shown.format(first, name(row)));
          row.ours().subList(from, to).forEach(f -> line.append(field(f)));
          lines.add(line.toString().stripTrailing());
        }
      }
    }
    List<String> legend = new ArrayList<>();
    MARKS.stream()
        .filter(m -> rows.stream().flatMap(row -> row.ours().stream()).anyMatch(m.of))
        .forEach(mark -> legend.add(mark.sign + " " + mark.meaning));
    if (rows.stream().anyMatch(TableView.Line::seen)) {
      legend.add(SEEN.strip() + " its network was trained on this data set");
    }
    if (!legend.isEmpty()) {
      lines.add(String.join("; ", legend));
    }
    lines.add("table: " + file);
    return lines;
  }

  private static String name(TableView.Line row) {
    return row.method() + (row.seen() ? SEEN : "");
  }

  private static String field(TableView.Field field) {
    Stream<Mark> marks = MARKS.stream().filter(mark -> mark.of.test(field));
    return field(field.mean(), marks.map(Mark::sign).collect(Collectors.joining()));
  }

  private static String field(String value, String marks) {
    return String.format(Locale.ROOT, "%" + (COLUMN - 3) + "s%-3s", value, marks);
  }
}
