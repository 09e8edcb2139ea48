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
 * One side of a comparison: a row, or the best or worst of several by mean. {@code ROW@BITS} is a
 * row at a code length of its own; {@code lbp}, {@code cnn} and {@code deep} stand for the paper's
 * rows of that kind.
 *
 * @param worst true if the lowest mean counts
 * @param rows to choose from
 */
record ComparedSide(boolean worst, List<String> rows) {
  private static final String ROW = "[a-z0-9+-]+(?:@\\d{1,4})?";
  private static final Pattern TEXT =
      Pattern.compile("(?:(best|worst) of )?(" + ROW + "(?: " + ROW + ")*)");

  /** Reads {@code ROW}, {@code ROW@BITS}, {@code best of ROW …} or {@code worst of ROW …}. */
  static ComparedSide parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || (parts.group(1) == null && text.contains(" "))) {
      throw new BadInputException(
          "'" + text + "'; valid: ROW, ROW@BITS, best of ROW … or worst of ROW …");
    }
    return new ComparedSide(
        "worst".equals(parts.group(1)),
        Stream.of(parts.group(2).split(" ", -1)).flatMap(ComparedSide::kind).toList());
  }

  private static Stream<String> kind(String word) {
    return switch (word) {
      case "lbp" -> RowOrder.SHALLOW.stream();
      case "cnn" -> RowOrder.SHALLOW.stream().map(row -> row + "+cnn");
      case "deep" -> RowOrder.DEEP.stream();
      default -> Stream.of(word);
    };
  }

  /** True if every row has a code length of its own. */
  boolean fixed() {
    return rows.stream().allMatch(row -> row.contains("@"));
  }

  /** The row that counts at a code length; empty if the table has none of them. */
  Optional<String> pick(Source source, int bits) {
    Comparator<String> byMean = Comparator.comparingDouble(row -> source.sample(row, bits).mean());
    return rows.stream()
        .filter(row -> source.sample(row, bits).count() > 0)
        .max(worst ? byMean.reversed() : byMean);
  }
}
