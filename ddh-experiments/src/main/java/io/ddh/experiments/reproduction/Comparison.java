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
 * A comparison of two sides in several tables. The comparison gives left minus right at each code
 * length, paired by seed.
 *
 * @param left side from which the other is subtracted
 * @param right side that is subtracted
 * @param pairwise true if the first row of the left side is compared with the first row of the
 *     right side, and so on; false if one row is chosen for each side
 * @param sources tables with the rows of both sides
 */
record Comparison(Side left, Side right, boolean pairwise, List<Source> sources) {
  /** Differences smaller than this (half a unit of the fourth decimal) count as equal. */
  private static final double LEVEL = 5e-5;

  /** Stands in place of a code length for the column that counts the differences above 0. */
  private static final int ABOVE = -1;

  /**
   * Checks that both sides have the same number of rows if they are compared row by row.
   *
   * @throws BadInputException if the numbers of rows differ
   */
  Comparison {
    if (pairwise && left.rows.size() != right.rows.size()) {
      throw BadInputException.of(
          "%s and %s; valid: the same number of rows on both sides", left.rows, right.rows);
    }
  }

  /**
   * One side of a comparison: a list of rows, of which one is chosen at each code length. A side is
   * written {@code ROW}, {@code ROW@BITS}, {@code best of ROW …} or {@code worst of ROW …}; {@code
   * lbp}, {@code cnn} and {@code deep} mean all of the paper's rows of that kind.
   *
   * @param worst true if the row with the lowest mean is chosen, false if the row with the highest
   * @param rows names of the rows
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

    /**
     * Returns the row that is chosen for the side at a code length; empty if none of its rows has
     * results.
     */
    Optional<String> pick(Source source, int bits) {
      Comparator<String> byMean = Comparator.comparing(row -> source.sample(row, bits).mean());
      return rows.stream()
          .filter(row -> source.sample(row, bits).count() > 0)
          .max(worst ? byMean.reversed() : byMean);
    }
  }

  /**
   * The difference between two rows.
   *
   * @param bits code length; 0 if both sides name their own code lengths
   * @param what names of the rows that are compared
   * @param difference left minus right, over the seeds
   */
  private record Gap(int bits, String what, Sample difference) {}

  /**
   * Returns the code lengths of all tables, or a single 0 if both sides name their own code
   * lengths.
   */
  private List<Integer> lengths() {
    boolean fixed =
        Stream.of(left, right).flatMap(side -> side.rows.stream()).allMatch(r -> r.contains("@"));
    Stream<Integer> all = sources.stream().flatMap(source -> source.table().bits().stream());
    return fixed ? List.of(0) : all.distinct().sorted().toList();
  }

  private List<Gap> gaps(Source source) {
    return lengths().stream().flatMap(bits -> gaps(source, bits).stream()).toList();
  }

  /** Returns the differences between rows that share at least one seed. */
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

  /**
   * Returns the number of differences in which the left side is higher, as one field per table, to
   * be used within a line of a Markdown table.
   */
  String above() {
    return sources.stream().map(s -> count(gaps(s))).collect(Collectors.joining(" | "));
  }

  /** Returns the differences as text, by table and code length. */
  Map<String, Map<String, String>> at() {
    Map<String, Map<String, String>> out = new TreeMap<>();
    for (Source source : sources) {
      Map<String, String> texts = new TreeMap<>();
      gaps(source).forEach(gap -> texts.put("" + gap.bits, gap.difference.signed()));
      out.put(source.name(), texts);
    }
    return out;
  }

  /**
   * Returns a Markdown table of the differences by table and code length, with the number of
   * differences above 0.
   */
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
            .map(source -> String.join(", ", missing(source)) + " (" + source + ")")
            .collect(Collectors.joining("; "));
    return missing.isEmpty() ? table : table + "\n\nRows without results: " + missing + ".";
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

  /**
   * Returns the rows that a table lacks. Missing rows only matter if one row is chosen from
   * several.
   */
  private List<String> missing(Source source) {
    return Stream.of(left, right)
        .flatMap(side -> side.rows.stream())
        .filter(row -> !pairwise && !source.table().methods().contains(row.replaceAll("@.*", "")))
        .toList();
  }
}
