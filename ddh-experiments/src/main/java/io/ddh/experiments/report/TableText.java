package io.ddh.experiments.report;

import java.util.ArrayList;
import java.util.List;

/** The words and numbers of a table for reading, whatever it is written in. */
final class TableText {
  private TableText() {}

  /**
   * One field.
   *
   * @param text what it says, unescaped
   * @param best true for the highest mean of its column
   * @param failed true when every seed failed
   */
  record Field(String text, boolean best, boolean failed) {}

  /**
   * Headings: {@code method}, then each code length, the paper's column beside it if it has one.
   */
  static List<String> columns(DatasetResults results) {
    List<String> columns = new ArrayList<>();
    columns.add("method");
    for (int bits : results.table().bits()) {
      columns.add(bits + " bits");
      if (results.paper().covers(results.name())) {
        columns.add("paper");
      }
    }
    return columns;
  }

  /** A method's fields in the columns' order, without its name. */
  static List<Field> fields(DatasetResults results, String method) {
    ResultTable table = results.table();
    List<Field> fields = new ArrayList<>();
    for (int bits : table.bits()) {
      // Equal to four decimals is equally good: no reader could tell which one is bold.
      String best =
          table.best(bits).isPresent() && !ResultTable.isReference(method)
              ? Numbers.four(table.best(bits).getAsDouble())
              : "none";
      fields.add(
          table
              .entry(method, bits)
              .map(entry -> field(entry, best, table.seeds().size()))
              .orElse(new Field("", false, false)));
      if (results.paper().covers(results.name())) {
        String text = results.paper().value(results.name(), method, bits).orElse("");
        fields.add(new Field(text, false, false));
      }
    }
    return fields;
  }

  private static Field field(ResultTable.Entry entry, String best, int seeds) {
    if (entry.allFailed()) {
      return new Field("failed", false, true);
    }
    String mean = Numbers.four(entry.mean());
    String text = entry.done() > 1 ? mean + " ± " + Numbers.four(entry.sd()) : mean;
    if (entry.done() < seeds) {
      text += " (" + entry.done() + " of " + seeds + " seeds)";
    }
    return new Field(text, mean.equals(best), false);
  }
}
