package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
import io.ddh.experiments.report.RowOrder;
import io.ddh.experiments.report.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two sides compared in several tables: left minus right at each code length, paired by seed.
 *
 * @param left minuend
 * @param right subtrahend
 * @param pairwise true: the first row of the left with the first of the right, and so on; false:
 *     the one row that stands for a side
 * @param sources tables
 */
record Comparison(Side left, Side right, boolean pairwise, List<Source> sources) {
  /** Differences below half a unit of the fourth decimal count as level. */
  private static final double LEVEL = 5e-5;

  /** Stands for the column that counts, in the place of a code length. */
  private static final int ABOVE = -1;

  /**
   * The two sides must be equally long if they are compared row by row.
   *
   * @throws BadInputException if they are not
   */
  Comparison {
    if (pairwise && left.rows.size() != right.rows.size()) {
      throw BadInputException.of(
          "%s and %s; valid: equally many rows on both sides", left.rows, right.rows);
    }
  }

  /**
   * Rows, one of which stands for them: {@code ROW}, {@code ROW@BITS}, {@code best of ROW …} or
   * {@code worst of ROW …}; {@code lbp}, {@code cnn} and {@code deep} are the paper's rows of that
   * kind.
   *
   * @param worst true: the row with the lowest mean stands for all; false: with the highest
   */
  record Side(boolean worst, List<String> rows) {
    private static final String ROW = "[a-z0-9+-]+(@\\d{1,4})?";
    private static final String FORM = ROW + "|(best|worst) of " + ROW + "( " + ROW + ")*";

    static Side parse(String text) {
      if (!text.matches(FORM)) {
        throw new BadInputException(
            "'" + text + "'; valid: ROW, ROW@BITS, best of ROW … or worst of ROW …");
      }
      Stream<String> words = Stream.of(text.replaceFirst("^(best|worst) of ", "").split(" ", -1));
      return new Side(text.startsWith("worst of "), words.flatMap(Side::kind).toList());
    }

    private static Stream<String> kind(String word) {
      return switch (word) {
        case "lbp" -> RowOrder.SHALLOW.stream();
        case "cnn" -> RowOrder.SHALLOW.stream().map(row -> row + "+cnn");
        case "deep" -> RowOrder.DEEP.stream();
        default -> Stream.of(word);
      };
    }

    /** The row that stands for the side at a code length; empty if none of them has results. */
    Optional<String> pick(Source source, int bits) {
      Comparator<String> byMean = Comparator.comparing(row -> source.sample(row, bits).mean());
      return rows.stream()
          .filter(row -> source.sample(row, bits).count() > 0)
          .max(worst ? byMean.reversed() : byMean);
    }
  }

  /**
   * One difference.
   *
   * @param bits code length; 0 if both sides have code lengths of their own
   * @param what the rows that were compared
   */
  private record Gap(int bits, String what, Sample difference) {}

  /** Code lengths of all tables, or a single 0 if the sides have code lengths of their own. */
  private List<Integer> lengths() {
    boolean fixed =
        Stream.of(left, right).flatMap(side -> side.rows.stream()).allMatch(r -> r.contains("@"));
    Stream<Integer> all = sources.stream().flatMap(source -> source.table().bits().stream());
    return fixed ? List.of(0) : all.distinct().sorted().toList();
  }

  private List<Gap> gaps(Source source) {
    return lengths().stream().flatMap(bits -> gaps(source, bits).stream()).toList();
  }

  /** The differences that have a pair of seeds. */
  private List<Gap> gaps(Source source, int bits) {
    List<Gap> gaps = new ArrayList<>();
    if (pairwise) {
      for (int i = 0; i < left.rows.size(); i++) {
        String other = right.rows.get(i);
        gaps.add(new Gap(bits, other, source.difference(left.rows.get(i), other, bits)));
      }
    } else {
      String l = left.pick(source, bits).orElse("");
      String r = right.pick(source, bits).orElse("");
      gaps.add(new Gap(bits, l + " − " + r, source.difference(l, r, bits)));
    }
    gaps.removeIf(gap -> gap.difference.count() == 0);
    return gaps;
  }

  /** At how many code lengths left is higher, a field per table, to stand within a table's line. */
  String above() {
    return sources.stream().map(s -> count(gaps(s))).collect(Collectors.joining(" | "));
  }

  /** Differences by table and code length. */
  Map<String, Map<String, String>> at() {
    Map<String, Map<String, String>> out = new TreeMap<>();
    for (Source source : sources) {
      Map<String, String> texts = new TreeMap<>();
      gaps(source).forEach(gap -> texts.put("" + gap.bits, gap.difference.signed()));
      out.put(source.name(), texts);
    }
    return out;
  }

  /** The differences by table and code length, and how many are above 0. */
  String table() {
    List<Source> shown = sources.stream().filter(source -> !gaps(source).isEmpty()).toList();
    if (shown.isEmpty()) {
      throw new BadInputException("nothing to compare; valid: rows that one of the tables has");
    }
    List<Integer> columns = new ArrayList<>(lengths());
    if (!pairwise) {
      columns.add(ABOVE);
    }
    String table =
        Markdown.table(
            "table",
            shown,
            columns,
            k -> k == 0 ? "left − right" : k == ABOVE ? "above 0" : k + " bits",
            (source, k) -> k == ABOVE ? count(gaps(source)) : field(gaps(source, k)));
    String missing =
        shown.stream()
            .filter(source -> !missing(source).isEmpty())
            .map(source -> source + ": " + String.join(", ", missing(source)))
            .collect(Collectors.joining("; "));
    return missing.isEmpty() ? table : table + "\n\nRows that are missing there: " + missing + ".";
  }

  private String field(List<Gap> gaps) {
    return gaps.stream()
        .min(Comparator.comparingDouble(gap -> gap.difference.mean()))
        .map(least -> least.difference.signed() + " (" + least.what + ")")
        .map(least -> pairwise ? count(gaps) + ", least " + least : least)
        .orElse("–");
  }

  private static String count(List<Gap> gaps) {
    long above = gaps.stream().filter(gap -> gap.difference.mean() >= LEVEL).count();
    long level = gaps.stream().filter(gap -> Math.abs(gap.difference.mean()) < LEVEL).count();
    String text = above + " of " + gaps.size() + (level > 0 ? ", level at " + level : "");
    return gaps.isEmpty() ? "–" : text;
  }

  /** Rows that a table lacks; they only matter where one row stands for several. */
  private List<String> missing(Source source) {
    return Stream.of(left, right)
        .flatMap(side -> side.rows.stream())
        .filter(row -> !pairwise && !source.table().methods().contains(row.replaceAll("@.*", "")))
        .toList();
  }
}
