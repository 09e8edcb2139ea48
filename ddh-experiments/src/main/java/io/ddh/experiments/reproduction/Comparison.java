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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether the left side is above the right in several tables.
 *
 * @param pairwise true to compare the first row on the left with the first on the right, and so on
 * @param sources the tables
 */
record Comparison(ComparedSide left, ComparedSide right, boolean pairwise, List<Source> sources) {
  /** Means nearer to each other than this are printed as equal. */
  private static final double LEVEL = 5e-5;

  /** Left minus right in one table at one code length, for one pair of rows. */
  private record Gap(Sample difference, String what) {
    String text() {
      return difference.signed() + " (" + what + ")";
    }
  }

  Comparison {
    if (pairwise && left.rows().size() != right.rows().size()) {
      throw new BadInputException(
          left.rows() + " and " + right.rows() + "; valid: equally many rows on both sides");
    }
  }

  /** Code lengths to compare at; only 0 if both sides have lengths of their own. */
  private List<Integer> lengths() {
    return left.fixed() && right.fixed() ? List.of(0) : Source.lengths(sources);
  }

  /**
   * {@return the gaps at one code length: at most one, or if pairwise, one for each pair of rows
   * that the table has}
   */
  private List<Gap> gaps(Source source, int bits) {
    Stream<List<String>> pairs =
        pairwise
            ? IntStream.range(0, left.rows().size())
                .mapToObj(i -> List.of(left.rows().get(i), right.rows().get(i)))
            : left.pick(source, bits).stream()
                .flatMap(l -> right.pick(source, bits).stream().map(r -> List.of(l, r)));
    return pairs
        .map(
            pair ->
                new Gap(
                    source.difference(pair.get(0), pair.get(1), bits),
                    pairwise ? pair.get(1) : String.join(" − ", pair)))
        .filter(gap -> gap.difference().count() > 0)
        .toList();
  }

  private List<Gap> gaps(Source source) {
    return lengths().stream().flatMap(bits -> gaps(source, bits).stream()).toList();
  }

  /**
   * {@return the number of code lengths at which left is higher, as one field of a Markdown row per
   * table}
   */
  String above() {
    return sources.stream().map(s -> count(gaps(s))).collect(Collectors.joining(" | "));
  }

  /** Differences as text by table and code length. */
  Map<String, Map<String, String>> at() {
    Map<String, Map<String, String>> out = new TreeMap<>();
    for (Source source : sources) {
      Map<String, String> texts = new TreeMap<>();
      lengths()
          .forEach(
              k -> gaps(source, k).forEach(gap -> texts.put("" + k, gap.difference().signed())));
      out.put(source.name(), texts);
    }
    return out;
  }

  /**
   * A table of the differences at each code length, and of the number of code lengths at which left
   * is higher. Tables that lack a side are left out.
   *
   * @throws BadInputException if all tables lack a side
   */
  String table() {
    List<Source> shown = sources.stream().filter(source -> !gaps(source).isEmpty()).toList();
    if (shown.isEmpty()) {
      throw new BadInputException("nothing to compare; valid: rows that one of the tables has");
    }
    List<Integer> columns = new ArrayList<>(lengths());
    if (!pairwise) {
      columns.add(-1);
    }
    String table =
        Markdown.table(
            "table",
            columns,
            k -> k == 0 ? "left − right" : k < 0 ? "above 0" : k + " bits",
            shown,
            Source::title,
            (source, k) -> k < 0 ? count(gaps(source)) : field(gaps(source, k)));
    String missing =
        shown.stream()
            .flatMap(source -> missing(source).stream())
            .collect(Collectors.joining("; "));
    return missing.isEmpty() ? table : table + "\n\nRows that are missing there: " + missing + ".";
  }

  private String field(List<Gap> gaps) {
    return gaps.stream()
        .min(Comparator.comparingDouble(gap -> gap.difference().mean()))
        .map(least -> pairwise ? count(gaps) + ", least " + least.text() : least.text())
        .orElse("–");
  }

  private static String count(List<Gap> gaps) {
    long above = gaps.stream().filter(gap -> gap.difference().mean() >= LEVEL).count();
    long level = gaps.stream().filter(gap -> Math.abs(gap.difference().mean()) < LEVEL).count();
    String text = above + " of " + gaps.size() + (level > 0 ? ", level at " + level : "");
    return gaps.isEmpty() ? "–" : text;
  }

  /**
   * {@return the rows of both sides that a table lacks; empty if it lacks none or the comparison is
   * pairwise}
   */
  private Optional<String> missing(Source source) {
    String rows =
        Stream.of(left, right)
            .flatMap(side -> side.rows().stream())
            .filter(
                row -> !pairwise && !source.table().methods().contains(row.replaceAll("@.*", "")))
            .collect(Collectors.joining(", "));
    return Optional.of(source.title() + ": " + rows).filter(text -> !rows.isEmpty());
  }
}
