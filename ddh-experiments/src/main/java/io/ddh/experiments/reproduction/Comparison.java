package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
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
 * Whether one side is above another in several tables.
 *
 * @param left see {@link Side}
 * @param right see {@link Side}
 * @param pairwise true to compare the first row on the left with the first on the right, and so on
 */
record Comparison(String left, String right, boolean pairwise) {
  /** Means nearer to each other than this are printed as equal. */
  private static final double LEVEL = 5e-5;

  /** Left minus right somewhere. */
  private record Gap(Sample difference, String what) {}

  /**
   * The sides compared in several tables.
   *
   * @param above at how many code lengths left is higher, a field per table
   * @param at differences by table and code length
   * @param differences a line per table that has both sides
   * @param missing which rows of the sides these tables lack
   */
  record Result(
      String above,
      Map<String, Map<String, String>> at,
      MarkdownTable differences,
      List<String> missing) {
    /** The differences at each code length, and at how many left is higher. */
    String table() {
      if (differences.lines().isEmpty()) {
        throw new BadInputException("nothing to compare; valid: rows that one of the tables has");
      }
      return missing.isEmpty()
          ? differences.toString()
          : differences + "\n\nRows that are missing there: " + String.join("; ", missing) + ".";
    }
  }

  /** Compares the sides in each table. */
  Result over(List<Source> sources) {
    boolean fixed = !pairwise && Side.parse(left).fixed() && Side.parse(right).fixed();
    List<Integer> lengths = fixed ? List.of(0) : Source.lengths(sources);
    MarkdownTable table = new MarkdownTable("table");
    lengths.forEach(k -> table.heading().add(fixed ? "left − right" : k + " bits"));
    if (!pairwise) {
      table.heading().add("above 0");
    }
    List<String> above = new ArrayList<>();
    Map<String, Map<String, String>> at = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    for (Source source : sources) {
      List<Gap> all = new ArrayList<>();
      List<String> fields = new ArrayList<>();
      for (int k : lengths) {
        List<Gap> gaps = gaps(source, k);
        all.addAll(gaps);
        fields.add(field(gaps));
        gaps.forEach(
            gap ->
                at.computeIfAbsent(source.name(), name -> new TreeMap<>())
                    .put(Integer.toString(k), gap.difference().signed()));
      }
      above.add(all.isEmpty() ? "–" : count(all));
      if (!all.isEmpty()) {
        if (!pairwise) {
          fields.add(count(all));
          missing.addAll(missing(source));
        }
        table.line(source.title(), fields);
      }
    }
    return new Result(String.join(" | ", above), at, table, missing);
  }

  /** At most one gap, or one per pair of rows that the table has at the code length. */
  private List<Gap> gaps(Source source, int bits) {
    List<Gap> gaps = new ArrayList<>();
    if (pairwise) {
      List<Side.Row> l = Side.rows(left);
      List<Side.Row> r = Side.rows(right);
      if (l.size() != r.size()) {
        throw new BadInputException(
            "'" + left + "' and '" + right + "'; valid: equally many rows on both sides");
      }
      for (int i = 0; i < l.size(); i++) {
        gaps.add(gap(source, bits, l.get(i), r.get(i), r.get(i).text()));
      }
    } else {
      Optional<Side.Row> l = Side.parse(left).pick(source, bits);
      Optional<Side.Row> r = Side.parse(right).pick(source, bits);
      if (l.isPresent() && r.isPresent()) {
        gaps.add(gap(source, bits, l.get(), r.get(), l.get().text() + " − " + r.get().text()));
      }
    }
    gaps.removeIf(gap -> gap.difference().count() == 0);
    return gaps;
  }

  private static Gap gap(Source source, int bits, Side.Row l, Side.Row r, String what) {
    return new Gap(
        source.table().difference(l.name(), l.bits(bits), r.name(), r.bits(bits)), what);
  }

  private String field(List<Gap> gaps) {
    return gaps.stream()
        .min(Comparator.comparingDouble(gap -> gap.difference().mean()))
        .map(least -> least.difference().signed() + " (" + least.what() + ")")
        .map(text -> pairwise ? count(gaps) + ", least " + text : text)
        .orElse("–");
  }

  private static String count(List<Gap> gaps) {
    long above = gaps.stream().filter(gap -> gap.difference().mean() >= LEVEL).count();
    long level = gaps.stream().filter(gap -> Math.abs(gap.difference().mean()) < LEVEL).count();
    return above + " of " + gaps.size() + (level > 0 ? ", level at " + level : "");
  }

  private List<String> missing(Source source) {
    String rows =
        Stream.of(left, right)
            .flatMap(side -> Side.parse(side).missing(source))
            .collect(Collectors.joining(", "));
    return rows.isEmpty() ? List.of() : List.of(source.title() + ": " + rows);
  }
}
