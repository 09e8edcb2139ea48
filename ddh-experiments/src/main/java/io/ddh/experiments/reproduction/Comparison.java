package io.ddh.experiments.reproduction;

import io.ddh.data.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether one row, or the best or worst of some, is above another: a line a table. */
final class Comparison {
  private Comparison() {}

  /**
   * A Markdown table: left minus right at each length, and at how many it is above zero; without
   * the sources that lack a side.
   */
  static List<String> of(Operand left, Operand right, List<Source> sources) {
    boolean fixed = left.fixed() && right.fixed();
    List<Integer> bits = fixed ? List.of(0) : bits(sources);
    List<String> heading = new ArrayList<>(List.of("table"));
    bits.forEach(k -> heading.add(fixed ? "left − right" : k + " bits"));
    heading.add("above 0");
    List<List<String>> lines = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    for (Source source : sources) {
      List<String> line = new ArrayList<>(List.of(source.title()));
      int above = 0;
      int compared = 0;
      for (int k : bits) {
        Optional<Operand.At> l = left.pick(source, k);
        Optional<Operand.At> r = right.pick(source, k);
        if (l.isEmpty() || r.isEmpty()) {
          line.add("–");
          continue;
        }
        Sample difference =
            source.difference(l.get().row(), l.get().bits(k), r.get().row(), r.get().bits(k));
        line.add(difference.signed() + " (" + l.get().text() + " − " + r.get().text() + ")");
        compared += difference.count() > 0 ? 1 : 0;
        above += difference.mean() > 0 ? 1 : 0;
      }
      if (compared == 0) {
        continue;
      }
      line.add(above + " of " + compared);
      lines.add(line);
      List<String> missing = new ArrayList<>(left.missing(source));
      missing.addAll(right.missing(source));
      if (!missing.isEmpty()) {
        gaps.add(source.title() + ": " + String.join(", ", missing));
      }
    }
    if (lines.isEmpty()) {
      throw new BadInputException("nothing to compare; valid: rows that one of the tables has");
    }
    List<String> out = new ArrayList<>(Markdown.table(heading, lines));
    if (!gaps.isEmpty()) {
      out.add("");
      out.add("Rows that are missing there: " + String.join("; ", gaps) + ".");
    }
    return out;
  }

  private static List<Integer> bits(List<Source> sources) {
    return sources.stream().flatMap(s -> s.bits().stream()).distinct().sorted().toList();
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
        line.add(pairs(left, right, source, k));
      }
      lines.add(line);
    }
    return Markdown.table(heading, lines);
  }

  private static String pairs(List<String> left, List<String> right, Source source, int bits) {
    int above = 0;
    int compared = 0;
    Sample least = Sample.of();
    String where = "";
    for (int i = 0; i < left.size(); i++) {
      Sample difference = source.difference(left.get(i), bits, right.get(i), bits);
      if (difference.count() == 0) {
        continue;
      }
      compared++;
      above += difference.mean() > 0 ? 1 : 0;
      if (least.count() == 0 || difference.mean() < least.mean()) {
        least = difference;
        where = right.get(i);
      }
    }
    return compared == 0
        ? "–"
        : above + " of " + compared + ", least " + least.signed() + " (" + where + ")";
  }

  /** Rank of each of the given rows, 1 for the highest mean; 0 where a table lacks the row. */
  static List<Integer> ranks(Source source, List<String> rows, int bits) {
    List<Double> means = rows.stream().map(row -> source.sample(row, bits).mean()).toList();
    return means.stream()
        .map(m -> m.isNaN() ? 0 : 1 + (int) means.stream().filter(other -> other > m).count())
        .toList();
  }
}
