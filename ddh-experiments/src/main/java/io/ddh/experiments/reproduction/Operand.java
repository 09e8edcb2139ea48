package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
import io.ddh.experiments.report.RowOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One side of a comparison: {@code ROW}, {@code ROW@BITS}, {@code best(…)} or {@code worst(…)} of
 * several. {@code lbp}, {@code cnn} and {@code deep} stand for the paper's rows of that kind.
 *
 * @param worst the lowest mean counts, not the highest
 * @param rows to choose from
 */
record Operand(boolean worst, List<At> rows) {
  private static final Pattern CHOICE = Pattern.compile("(best|worst)\\((.+)\\)");
  private static final Pattern ROW = Pattern.compile("([a-z0-9+-]+)(?:@(\\d+))?");

  /** A row, at a length of its own if it has one. */
  record At(String row, OptionalInt own) {
    int bits(int asked) {
      return own.orElse(asked);
    }

    /** As it is written. */
    String text() {
      return row + (own.isPresent() ? "@" + own.getAsInt() : "");
    }
  }

  Operand {
    rows = List.copyOf(rows);
  }

  /**
   * Reads an operand.
   *
   * @throws BadInputException if it is none
   */
  static Operand parse(String text) {
    Matcher choice = CHOICE.matcher(text.strip());
    boolean chosen = choice.matches();
    List<At> rows = new ArrayList<>();
    for (String part : (chosen ? choice.group(2) : text).split(",", -1)) {
      Matcher row = ROW.matcher(part.strip());
      if (!row.matches()) {
        throw new BadInputException(
            "'" + text + "': valid: ROW, ROW@BITS, best(ROW, …) or worst(ROW, …)");
      }
      OptionalInt own =
          row.group(2) == null
              ? OptionalInt.empty()
              : OptionalInt.of(Integer.parseInt(row.group(2)));
      kind(row.group(1)).forEach(name -> rows.add(new At(name, own)));
    }
    if (!chosen && rows.size() != 1) {
      throw new BadInputException("'" + text + "': several rows; valid: best(…) or worst(…)");
    }
    return new Operand(chosen && choice.group(1).equals("worst"), rows);
  }

  private static List<String> kind(String name) {
    return switch (name) {
      case "lbp" -> RowOrder.SHALLOW;
      case "cnn" -> RowOrder.SHALLOW.stream().map(row -> row + "+cnn").toList();
      case "deep" -> RowOrder.DEEP;
      default -> List.of(name);
    };
  }

  /** True when the length is fixed, whatever is asked. */
  boolean fixed() {
    return rows.stream().allMatch(at -> at.own().isPresent());
  }

  /** The row that counts at a length; empty if the table has none of them. */
  Optional<At> pick(Source source, int bits) {
    Comparator<At> byMean =
        Comparator.comparingDouble(at -> source.sample(at.row(), at.bits(bits)).mean());
    return rows.stream()
        .filter(at -> source.sample(at.row(), at.bits(bits)).count() > 0)
        .max(worst ? byMean.reversed() : byMean);
  }

  /** Rows that a table lacks. */
  List<String> missing(Source source) {
    return rows.stream().map(At::row).filter(row -> !source.maps().containsKey(row)).toList();
  }
}
