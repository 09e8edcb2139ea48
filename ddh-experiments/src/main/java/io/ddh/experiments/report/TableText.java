package io.ddh.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words and numbers of a table for reading, whatever it is written in. */
final class TableText {
  private static final String PAPER = "paper";
  private static final String DIFFERENCE = "ours − paper";

  private TableText() {}

  /** True for columns that are there because the paper has the data set. */
  static boolean ofPaper(String column) {
    return column.equals(PAPER) || column.equals(DIFFERENCE);
  }

  /**
   * One field.
   *
   * @param text what it says, unescaped
   * @param best true for the highest mean of its column
   * @param failed true when every seed failed
   */
  record Field(String text, boolean best, boolean failed) {}

  /**
   * Headings: {@code method}, then each code length, and beside it, if the paper has the data set,
   * its number and how far ours is from it.
   */
  static List<String> columns(DatasetResults results) {
    List<String> columns = new ArrayList<>();
    columns.add("method");
    for (int bits : results.table().bits()) {
      columns.add(bits + " bits");
      if (results.paper().covers(results.name())) {
        columns.add(PAPER);
        columns.add(DIFFERENCE);
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
              .map(entry -> field(entry, best, table.seeds().size(), mark(results, method, bits)))
              .orElse(new Field("", false, false)));
      if (results.paper().covers(results.name())) {
        String text = results.paper().value(results.name(), method, bits).orElse("");
        fields.add(new Field(text, false, false));
        fields.add(new Field(difference(table.entry(method, bits), text), false, false));
      }
    }
    return fields;
  }

  /** Our mean less the paper's number; empty where one of them is missing. */
  private static String difference(Optional<ResultTable.Entry> ours, String paper) {
    return ours.filter(entry -> entry.done() > 0 && !paper.isEmpty())
        .map(entry -> Differences.text(entry.mean() - Double.parseDouble(paper)))
        .orElse("");
  }

  /** What stands behind the best value of a column if it is really the best. */
  private static String mark(DatasetResults results, String method, int bits) {
    return Optional.ofNullable(results.leads().get(bits))
        .filter(lead -> lead.best().equals(method) && lead.interval().real())
        .map(lead -> " " + Lead.MARK)
        .orElse("");
  }

  private static Field field(ResultTable.Entry entry, String best, int seeds, String mark) {
    if (entry.allFailed()) {
      return new Field("failed", false, true);
    }
    String mean = Numbers.four(entry.mean());
    String text = entry.done() > 1 ? mean + " ± " + Numbers.four(entry.sd()) : mean;
    if (entry.done() < seeds) {
      text += " (" + entry.done() + " of " + seeds + " seeds)";
    }
    if (entry.collapsed() > 0) {
      text += " " + CollapseNotes.MARK;
    }
    if (entry.collapsed() > 0 && entry.collapsed() < entry.done()) {
      text += " (" + entry.collapsed() + " of " + entry.done() + " seeds)";
    }
    return new Field(text + mark, mean.equals(best), false);
  }
}
