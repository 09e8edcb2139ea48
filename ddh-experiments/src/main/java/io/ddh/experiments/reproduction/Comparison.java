package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
import io.ddh.experiments.report.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether one row, or the best or worst of some, is above another: a line a table. */
final class Comparison {
  /** Means nearer to each other than this are printed as equal. */
  private static final double LEVEL = 5e-5;

  private Comparison() {}

  /** Left minus right somewhere. */
  private record Gap(int bits, Sample difference, String what) {}

  /** How the gaps of one table lie. */
  private static String count(List<Gap> gaps) {
    long above = gaps.stream().filter(gap -> gap.difference().mean() >= LEVEL).count();
    long level = gaps.stream().filter(gap -> Math.abs(gap.difference().mean()) < LEVEL).count();
    return above + " of " + gaps.size() + (level > 0 ? ", level at " + level : "");
  }

  /** At each length of a table that has both sides; one if the lengths are fixed. */
  private static List<Gap> gaps(Operand left, Operand right, Source source, List<Integer> bits) {
    List<Gap> gaps = new ArrayList<>();
    for (int k : bits) {
      Optional<Operand.At> l = left.pick(source, k);
      Optional<Operand.At> r = right.pick(source, k);
      if (l.isPresent() && r.isPresent()) {
        Sample difference =
            source.difference(l.get().row(), l.get().bits(k), r.get().row(), r.get().bits(k));
        if (difference.count() > 0) {
          gaps.add(new Gap(k, difference, l.get().text() + " − " + r.get().text()));
        }
      }
    }
    return gaps;
  }

  private static List<Integer> bits(Operand left, Operand right, List<Source> sources) {
    return left.fixed() && right.fixed() ? List.of(0) : bits(sources);
  }

  private static List<Integer> bits(List<Source> sources) {
    return sources.stream().flatMap(s -> s.bits().stream()).distinct().sorted().toList();
  }

  /**
   * A Markdown table: left minus right at each length, and at how many it is above zero; without
   * the sources that lack a side.
   */
  static List<String> of(Operand left, Operand right, List<Source> sources) {
    List<Integer> bits = bits(left, right, sources);
    List<String> heading = new ArrayList<>(List.of("table"));
    bits.forEach(k -> heading.add(k == 0 ? "left − right" : k + " bits"));
    heading.add("above 0");
    List<List<String>> lines = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Source source : sources) {
      List<Gap> gaps = gaps(left, right, source, bits);
      if (gaps.isEmpty()) {
        continue;
      }
      List<String> line = new ArrayList<>(List.of(source.title()));
      for (int k : bits) {
        line.add(
            gaps.stream()
                .filter(gap -> gap.bits() == k)
                .map(gap -> gap.difference().signed() + " (" + gap.what() + ")")
                .findFirst()
                .orElse("–"));
      }
      line.add(count(gaps));
      lines.add(line);
      List<String> absent =
          Stream.concat(left.missing(source).stream(), right.missing(source).stream()).toList();
      if (!absent.isEmpty()) {
        missing.add(source.title() + ": " + String.join(", ", absent));
      }
    }
    if (lines.isEmpty()) {
      throw new BadInputException("nothing to compare; valid: rows that one of the tables has");
    }
    List<String> out = new ArrayList<>(Markdown.table(heading, lines));
    if (!missing.isEmpty()) {
      out.add("");
      out.add("Rows that are missing there: " + String.join("; ", missing) + ".");
    }
    return out;
  }

  /** At how many lengths left is above right, a field a table. */
  static String above(Operand left, Operand right, List<Source> sources) {
    List<Integer> bits = bits(left, right, sources);
    return fields(sources.stream().map(source -> gaps(left, right, source, bits)));
  }

  private static String fields(Stream<List<Gap>> gaps) {
    return gaps.map(list -> list.isEmpty() ? "–" : count(list)).collect(Collectors.joining(" | "));
  }

  /** Of pairs of rows, at each length. */
  private static List<Gap> pairs(
      List<String> left, List<String> right, Source source, List<Integer> bits) {
    List<Gap> gaps = new ArrayList<>();
    for (int k : bits) {
      for (int i = 0; i < left.size(); i++) {
        Sample difference = source.difference(left.get(i), k, right.get(i), k);
        if (difference.count() > 0) {
          gaps.add(new Gap(k, difference, right.get(i)));
        }
      }
    }
    return gaps;
  }

  /** A Markdown table: of pairs of rows, how many differ as expected, and the smallest gap. */
  static List<String> pairs(List<String> left, List<String> right, List<Source> sources) {
    List<Integer> bits = bits(sources);
    List<String> heading = new ArrayList<>(List.of("table"));
    bits.forEach(k -> heading.add(k + " bits"));
    List<List<String>> lines = new ArrayList<>();
    for (Source source : sources) {
      List<String> line = new ArrayList<>(List.of(source.title()));
      for (int k : bits) {
        List<Gap> gaps = pairs(left, right, source, List.of(k));
        line.add(
            gaps.stream()
                .min((a, b) -> Double.compare(a.difference().mean(), b.difference().mean()))
                .map(
                    least ->
                        count(gaps)
                            + ", least "
                            + least.difference().signed()
                            + " ("
                            + least.what()
                            + ")")
                .orElse("–"));
      }
      lines.add(line);
    }
    return Markdown.table(heading, lines);
  }

  /** The same counted over all lengths, a field a table. */
  static String abovePairs(List<String> left, List<String> right, List<Source> sources) {
    List<Integer> bits = bits(sources);
    return fields(sources.stream().map(source -> pairs(left, right, source, bits)));
  }

  /** Rank of each of the given rows, 1 for the highest mean; 0 where a table lacks the row. */
  static List<Integer> ranks(Source source, List<String> rows, int bits) {
    List<Double> means = rows.stream().map(row -> source.sample(row, bits).mean()).toList();
    return means.stream()
        .map(m -> m.isNaN() ? 0 : 1 + (int) means.stream().filter(other -> other > m).count())
        .toList();
  }
}
