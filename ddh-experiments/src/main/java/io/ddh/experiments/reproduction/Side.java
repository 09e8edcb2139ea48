package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
import io.ddh.experiments.report.RowOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One side of a comparison: a row, or the best or worst of several by mean. {@code lbp}, {@code
 * cnn} and {@code deep} stand for the paper's rows of that kind.
 *
 * @param worst true if the lowest mean counts
 * @param rows to choose from
 */
record Side(boolean worst, List<Row> rows) {
  private static final Pattern TEXT =
      Pattern.compile("(?:(best|worst) of )?([a-z0-9+-]+(?:@\\d{1,4})?(?: [a-z0-9+-]+(?:@\\d{1,4})?)*)");

  /**
   * A row, possibly at a code length of its own.
   *
   * @param text as it was written
   * @param own its code length; 0: the one of the column
   */
  record Row(String name, int own, String text) {
    int bits(int column) {
      return own == 0 ? column : own;
    }
  }

  /** Reads {@code ROW}, {@code ROW@BITS}, {@code best of ROW …} or {@code worst of ROW …}. */
  static Side parse(String text) {
    Matcher parts = TEXT.matcher(text);
    boolean valid = parts.matches();
    List<Row> rows = valid ? rows(parts.group(2)) : List.of();
    if (!valid || (rows.size() > 1 && parts.group(1) == null)) {
      throw new BadInputException(
          "'" + text + "'; valid: ROW, ROW@BITS, best of ROW … or worst of ROW …");
    }
    return new Side("worst".equals(parts.group(1)), rows);
  }

  /** Reads rows and kinds of rows. */
  static List<Row> rows(String text) {
    return Stream.of(text.split(" ", -1)).flatMap(Side::kind).toList();
  }

  private static Stream<Row> kind(String word) {
    String[] parts = word.split("@", 2);
    int own = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    List<String> names =
        switch (parts[0]) {
          case "lbp" -> RowOrder.SHALLOW;
          case "cnn" -> RowOrder.SHALLOW.stream().map(row -> row + "+cnn").toList();
          case "deep" -> RowOrder.DEEP;
          default -> List.of(parts[0]);
        };
    return names.stream().map(name -> new Row(name, own, own == 0 ? name : name + "@" + own));
  }

  /** True if every row has a code length of its own. */
  boolean fixed() {
    return rows.stream().allMatch(row -> row.own() > 0);
  }

  /** The row that counts at a code length; empty if the table has none of them. */
  Optional<Row> pick(Source source, int bits) {
    Comparator<Row> byMean =
        Comparator.comparingDouble(
            row -> source.table().sample(row.name(), row.bits(bits)).mean());
    return rows.stream()
        .filter(row -> source.table().sample(row.name(), row.bits(bits)).count() > 0)
        .max(worst ? byMean.reversed() : byMean);
  }

  /** Rows that a table lacks. */
  Stream<String> missing(Source source) {
    return rows.stream().map(Row::name).filter(row -> !source.table().methods().contains(row));
  }
}
