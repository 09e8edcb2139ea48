package io.ddh.experiments.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Table 1 of one data set for a terminal of 80 columns: means only, plain characters, further code
 * lengths below.
 */
final class TerminalTable {
  private static final int WIDTH = 80;

  /** Of a code length: two blanks, a mean, up to three marks. */
  private static final int COLUMN = 11;

  private static final char BEST = '*';
  private static final char COLLAPSED = '!';
  private static final char PARTIAL = '~';

  private final DatasetResults results;
  private final StringBuilder marks = new StringBuilder();

  private TerminalTable(DatasetResults results) {
    this.results = results;
  }

  /**
   * The lines.
   *
   * @param file the whole table
   */
  static List<String> of(DatasetResults results, Path file) {
    TerminalTable table = new TerminalTable(results);
    List<String> lines = new ArrayList<>();
    lines.add(table.heading());
    lines.addAll(table.rows());
    if (!table.marks.isEmpty()) {
      lines.add(table.legend());
    }
    lines.add("table: " + file);
    return lines;
  }

  private String heading() {
    StringBuilder text = new StringBuilder("MAP on ").append(results.title());
    results.chance().ifPresent(c -> text.append("; chance ").append(Numbers.four(c)));
    int seeds = results.table().seeds().size();
    return text.append(seeds > 1 ? "; mean over " + seeds + " seeds" : "").toString();
  }

  private List<String> rows() {
    ResultTable table = results.table();
    int name = table.methods().stream().mapToInt(String::length).max().orElse(0);
    name = Math.max(name, "method".length());
    int block = Math.max(1, (WIDTH - name) / COLUMN);
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < table.bits().size(); from += block) {
      List<Integer> bits = table.bits().subList(from, Math.min(from + block, table.bits().size()));
      StringBuilder head = new StringBuilder(pad("method", name));
      bits.forEach(k -> head.append(field(k + " bits", "")));
      lines.add(head.toString().stripTrailing());
      for (String method : table.methods()) {
        StringBuilder line = new StringBuilder(pad(method, name));
        bits.forEach(k -> line.append(field(method, k)));
        lines.add(line.toString().stripTrailing());
      }
    }
    return lines;
  }

  private String field(String method, int bits) {
    return results
        .table()
        .entry(method, bits)
        .map(entry -> field(method, bits, entry))
        .orElse(field("", ""));
  }

  private String field(String method, int bits, ResultTable.Entry entry) {
    if (entry.allFailed()) {
      return field("failed", "");
    }
    String mean = Numbers.four(entry.mean());
    boolean best =
        !ResultTable.isReference(method)
            && mean.equals(Numbers.four(results.table().best(bits).orElse(Double.NaN)));
    return field(
        mean,
        mark(best, BEST)
            + mark(entry.collapsed() > 0, COLLAPSED)
            + mark(entry.done() < results.table().seeds().size(), PARTIAL));
  }

  private String mark(boolean shown, char mark) {
    if (!shown) {
      return "";
    }
    if (marks.indexOf(String.valueOf(mark)) < 0) {
      marks.append(mark);
    }
    return String.valueOf(mark);
  }

  private String legend() {
    List<String> parts = new ArrayList<>();
    explain(parts, BEST, "best of its length, references aside");
    explain(parts, COLLAPSED, "collapsed codes");
    explain(parts, PARTIAL, "not of all seeds");
    return String.join("; ", parts);
  }

  private void explain(List<String> parts, char mark, String meaning) {
    if (marks.indexOf(String.valueOf(mark)) >= 0) {
      parts.add(mark + " " + meaning);
    }
  }

  private static String field(String value, String marks) {
    return String.format(Locale.ROOT, "%" + (COLUMN - 3) + "s%-3s", value, marks);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
