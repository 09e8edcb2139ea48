package io.ddh.experiments.reproduction;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenance;
import io.ddh.experiments.Provenance.Program;
import io.ddh.experiments.report.RowOrder;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page's tables that compare nothing. */
final class Tables {
  private Tables() {}

  /** All rows of one table at all lengths. */
  static List<String> maps(Source source) {
    List<String> heading = new ArrayList<>(List.of("row"));
    source.bits().forEach(k -> heading.add(k + " bits"));
    List<List<String>> lines = new ArrayList<>();
    for (String row : source.maps().keySet()) {
      List<String> line = new ArrayList<>(List.of(row));
      source.bits().forEach(k -> line.add(source.sample(row, k).text()));
      lines.add(line);
    }
    return Markdown.table(heading, lines);
  }

  /** The paper's 17 rows at one length in all tables, each with its rank there. */
  static List<String> ranks(List<Source> sources, int bits) {
    List<String> rows =
        RowOrder.PAPER.stream()
            .filter(row -> sources.stream().anyMatch(s -> s.maps().containsKey(row)))
            .toList();
    List<String> heading = new ArrayList<>(List.of("row"));
    sources.forEach(source -> heading.add(source.title()));
    List<List<String>> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> line = new ArrayList<>(List.of(rows.get(i)));
      for (Source source : sources) {
        int rank = Comparison.ranks(source, rows, bits).get(i);
        line.add(rank == 0 ? "–" : source.sample(rows.get(i), bits).text() + " (" + rank + ")");
      }
      lines.add(line);
    }
    return Markdown.table(heading, lines);
  }

  /** Spearman's ρ of the paper's rows between each two tables, over the rows that both have. */
  static List<String> correlations(List<Source> sources, int bits) {
    List<String> heading = new ArrayList<>(List.of("Spearman's ρ"));
    sources.forEach(source -> heading.add(source.title()));
    List<List<String>> lines = new ArrayList<>();
    for (Source a : sources) {
      List<String> line = new ArrayList<>(List.of(a.title()));
      for (Source b : sources) {
        line.add(String.format(Locale.ROOT, "%.2f", spearman(a, b, bits)).replace('-', '−'));
      }
      lines.add(line);
    }
    return Markdown.table(heading, lines);
  }

  /** Ties count as the lower rank on both sides; MAPs of four decimals hardly tie. */
  static double spearman(Source a, Source b, int bits) {
    List<String> both =
        RowOrder.PAPER.stream()
            .filter(row -> a.sample(row, bits).count() > 0 && b.sample(row, bits).count() > 0)
            .toList();
    List<Integer> left = Comparison.ranks(a, both, bits);
    List<Integer> right = Comparison.ranks(b, both, bits);
    double squares = 0;
    for (int i = 0; i < both.size(); i++) {
      double d = left.get(i) - right.get(i);
      squares += d * d;
    }
    double n = both.size();
    return 1 - 6 * squares / (n * (n * n - 1));
  }

  /** How each network of a table was trained: epochs allowed, run and kept, seconds. */
  static List<String> training(Source source) {
    List<List<String>> lines = new ArrayList<>();
    for (String row : source.maps().keySet()) {
      List<Provenance> cells =
          source.cells().stream()
              .filter(c -> c.done() && c.method().equals(row))
              .map(Cell::provenance)
              .filter(from -> from.facts().get("epochs") instanceof Number)
              .toList();
      if (!cells.isEmpty()
          && cells.stream().allMatch(from -> from.facts().get("best_epoch") instanceof Number)) {
        lines.add(
            List.of(
                row,
                range(cells, from -> from.configuredNumber("method.settings.epochs")),
                range(cells, from -> fact(from, "epochs")),
                range(cells, from -> fact(from, "best_epoch")),
                range(cells, from -> OptionalDouble.of(from.seconds().get("train")))));
      }
    }
    return Markdown.table(
        List.of("row", "epochs at most", "epochs run", "epoch kept", "seconds of training"), lines);
  }

  private static OptionalDouble fact(Provenance from, String name) {
    return OptionalDouble.of(((Number) from.facts().get(name)).doubleValue());
  }

  /** Smallest to largest, rounded to whole numbers. */
  private static String range(List<Provenance> cells, Function<Provenance, OptionalDouble> number) {
    DoubleSummaryStatistics all =
        cells.stream().flatMapToDouble(from -> number.apply(from).stream()).summaryStatistics();
    if (all.getCount() == 0) {
      return "–";
    }
    String low = String.format(Locale.ROOT, "%.0f", all.getMin());
    String high = String.format(Locale.ROOT, "%.0f", all.getMax());
    return low.equals(high) ? low : low + "–" + high;
  }

  /** Where the numbers come from: a line a table and revision. */
  static List<String> provenance(List<Source> sources) {
    List<List<String>> lines = new ArrayList<>();
    for (Source source : sources) {
      Map<String, TreeSet<String>> rows = new TreeMap<>();
      Map<String, Integer> cells = new HashMap<>();
      for (Cell cell : source.cells()) {
        Program program = cell.provenance().program();
        String key =
            String.join(
                "\t",
                program.revision() + (program.dirty() ? " (changed)" : ""),
                cell.provenance().machine().java(),
                cell.provenance().machine().cpu());
        rows.computeIfAbsent(key, k -> new TreeSet<>(RowOrder.BY_PAPER)).add(cell.method());
        cells.merge(key, 1, Integer::sum);
      }
      rows.forEach(
          (key, names) -> {
            List<String> line = new ArrayList<>(List.of(source.title()));
            line.add(names.stream().collect(Collectors.joining(", ")));
            line.add(Integer.toString(cells.get(key)));
            line.addAll(List.of(key.split("\t", -1)));
            lines.add(line);
          });
    }
    return Markdown.table(List.of("table", "rows", "cells", "revision", "Java", "CPU"), lines);
  }
}
