package io.ddh.experiments.report;

import io.ddh.core.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Table 1 of one data set as text, from which the versions for the terminal, Markdown and HTML are
 * made.
 *
 * @param columns headings of the columns that follow the names of the rows. Each code length has a
 *     column with our number and, if the paper has the data set, also a column with the paper's
 *     number and one with our number minus the paper's
 * @param groups lines of the table, divided into those of rows that learned from the data at hand
 *     and those of rows that did not; groups without lines are left out
 */
record TableView(List<String> columns, List<Group> groups) {
  /**
   * Some lines of the table under a heading of their own.
   *
   * @param heading heading above the lines; empty for the first group
   * @param lines lines of the group, one per row
   */
  record Group(String heading, List<Line> lines) {}

  /**
   * A line of the table.
   *
   * @param method name of the row
   * @param seen true if the row's network was trained on this data set
   * @param fields fields in the order of the columns, one per column
   */
  record Line(String method, boolean seen, List<Field> fields) {
    /** Returns the name of the row, with a mark if its network was trained on this data set. */
    String name() {
      return method + (seen ? " " + PretrainedNotes.MARK : "");
    }

    /**
     * Returns the fields with our numbers, one per code length, without the fields of the paper.
     */
    List<Field> ours() {
      return fields.stream().filter(field -> !field.kind.equals(Field.PAPER)).toList();
    }
  }

  /**
   * One field of the table.
   *
   * @param kind {@code number}, {@code bad} if the cells of all seeds failed, or {@code paper} for
   *     the paper's number and for our number minus it
   * @param text whole text of the field, with mean, standard deviation, marks and number of seeds
   * @param mean text of the mean alone, or {@code failed}
   * @param best true for the highest mean of its column
   * @param collapsed true if the codes of a seed collapsed
   * @param partial true if some seeds have no number
   */
  record Field(
      String kind, String text, String mean, boolean best, boolean collapsed, boolean partial) {
    static final String PAPER = "paper";

    private static Field plain(String kind, String text) {
      return new Field(kind, text, text, false, false, false);
    }
  }

  static TableView of(DatasetResults results) {
    ResultTable paper = results.paper().tables().get(results.name());
    List<String> columns = new ArrayList<>();
    for (int bits : results.table().bits()) {
      columns.add(bits + " bits");
      if (paper != null) {
        columns.addAll(List.of("paper", "ours − paper"));
      }
    }
    Set<String> seen = PretrainedNotes.seen(results.cells());
    Group own = new Group("", new ArrayList<>());
    Group others = new Group(PretrainedNotes.HEADING, new ArrayList<>());
    for (String method : results.table().methods()) {
      List<Field> fields = new ArrayList<>();
      for (int bits : results.table().bits()) {
        fields.add(field(results, method, bits));
        if (paper != null) {
          Sample printed = paper.sample(method, bits);
          double difference = results.table().sample(method, bits).mean() - printed.mean();
          String signed = Double.isNaN(difference) ? "" : Sample.of(difference).signed();
          fields.add(Field.plain(Field.PAPER, Sample.four(printed.mean())));
          fields.add(Field.plain(Field.PAPER, signed));
        }
      }
      Group group = results.table().pretrained().contains(method) ? others : own;
      group.lines.add(new Line(method, seen.contains(method), fields));
    }
    return new TableView(
        columns, Stream.of(own, others).filter(group -> !group.lines.isEmpty()).toList());
  }

  private static Field field(DatasetResults results, String method, int bits) {
    ResultTable.Entry entry = results.table().entry(method, bits);
    if (entry.isEmpty()) {
      return Field.plain("number", "");
    }
    if (entry.allFailed()) {
      return Field.plain("bad", "failed");
    }
    int seeds = results.seeds().size();
    int collapsed = entry.collapsed().size();
    Sample all = entry.sample();
    String mean = Sample.four(all.mean());
    // Means that agree in four decimals count as equally good.
    boolean best =
        !ResultTable.isReference(method)
            && !results.table().pretrained().contains(method)
            && mean.equals(Sample.four(results.table().best(bits).orElse(Double.NaN)));
    Significance significance = results.significance().get(bits);
    boolean first = significance != null && significance.marks(method);
    boolean partial = all.count() < seeds;
    String some = "(%s of %s seeds)";
    String text =
        Stream.of(
                mean,
                all.count() > 1 ? "± " + Sample.four(all.sd()) : "",
                partial ? Shown.format(some, all.count(), seeds) : "",
                collapsed > 0 ? CollapseNotes.MARK : "",
                collapsed > 0 && collapsed < all.count()
                    ? Shown.format(some, collapsed, all.count())
                    : "",
                first ? Significance.MARK : "")
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return new Field("number", text, mean, best, collapsed > 0, partial);
  }
}
