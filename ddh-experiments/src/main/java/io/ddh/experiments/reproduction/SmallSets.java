package io.ddh.experiments.reproduction;

import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.report.ChanceLevel;
import io.ddh.experiments.report.CollapseNotes;
import io.ddh.experiments.report.ResultTable;
import io.ddh.experiments.report.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rows on many data sets at one code length, finished or not.
 *
 * @param rows in order
 * @param sets in order, each with its cells of these rows and this code length
 */
record SmallSets(List<String> rows, Map<String, List<Cell>> sets) {
  private static final String MISSING = "missing";

  static SmallSets read(Path results, PageData data) throws IOException {
    Map<String, List<Cell>> sets = new LinkedHashMap<>();
    for (String set : data.sets()) {
      sets.put(
          set,
          CellStore.readAll(results, set).stream()
              .filter(cell -> cell.bits() == data.bits() && data.rows().contains(cell.method()))
              .toList());
    }
    return new SmallSets(data.rows(), sets);
  }

  /** All cells, set by set. */
  List<Cell> cells() {
    return sets.values().stream().flatMap(List::stream).toList();
  }

  /** A row's cells on a set, one per seed. */
  List<Cell> cells(String set, String row) {
    return sets.get(set).stream().filter(cell -> cell.method().equals(row)).toList();
  }

  /** For sets named {@code <prefix>-<rest>} a table by prefix: MAP of each row, and chance. */
  SortedMap<String, MarkdownTable> grid() {
    SortedMap<String, List<String>> groups = new TreeMap<>();
    for (String set : sets.keySet()) {
      String prefix = set.replaceFirst("-[^-]*$", "");
      groups.computeIfAbsent(prefix, p -> new ArrayList<>()).add(set);
    }
    SortedMap<String, MarkdownTable> out = new TreeMap<>();
    groups.forEach(
        (prefix, names) -> {
          MarkdownTable table = new MarkdownTable(prefix);
          names.forEach(set -> table.heading().add(set.replaceFirst("^.*-", "")));
          table.line("*chance*", names.stream().map(this::chance).toList());
          for (String row : rows) {
            table.line(row, names.stream().map(set -> entry(set, row)).toList());
          }
          out.put(prefix, table);
        });
    return out;
  }

  private String chance(String set) {
    return sets.get(set).stream()
        .map(cell -> ChanceLevel.of(cell.provenance()))
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .map(chance -> Sample.of(chance.getAsDouble()).text())
        .orElse("–");
  }

  private String entry(String set, String row) {
    return ResultTable.of(cells(set, row), Metrics.MAP).rows().values().stream()
        .flatMap(byBits -> byBits.values().stream())
        .findFirst()
        .map(SmallSets::text)
        .orElse(MISSING);
  }

  private static String text(ResultTable.Entry entry) {
    String mark = entry.collapsed().isEmpty() ? "" : " " + CollapseNotes.MARK;
    return entry.allFailed() ? Cell.FAILED : entry.sample().text() + mark;
  }

  /** How many of the cells have results, and what the others are. */
  String finished() {
    SortedMap<String, List<String>> others = new TreeMap<>();
    for (String set : sets.keySet()) {
      for (String row : rows) {
        String entry = entry(set, row);
        if (entry.equals(MISSING) || entry.equals(Cell.FAILED)) {
          others.computeIfAbsent(entry, e -> new ArrayList<>()).add(row + " on " + set);
        }
      }
    }
    int all = sets.size() * rows.size();
    int without = others.values().stream().mapToInt(List::size).sum();
    return all - without
        + " of "
        + all
        + " cells have results"
        + others.entrySet().stream()
            .map(e -> "; " + e.getValue().size() + " " + e.getKey() + named(e.getValue()))
            .collect(Collectors.joining())
        + ".";
  }

  private static String named(List<String> names) {
    return names.size() <= 5 ? ": " + String.join(", ", names) : "";
  }

  /** What the mark of collapsed cells means. */
  String legend() {
    return CollapseNotes.legend(cells()).orElse("No cell is collapsed.");
  }

  /**
   * A row with collapsed cells.
   *
   * @param names sets on which it collapsed
   * @param finished number of its finished cells
   */
  record Collapsed(String row, List<String> names, int finished) {
    int count() {
      return names.size();
    }

    /** The sets; empty if the row collapsed on each. */
    String where() {
      return names.size() == finished ? "" : ": " + String.join(", ", names);
    }
  }

  /** Rows with collapsed cells. */
  List<Collapsed> collapsed() {
    return rows.stream()
        .map(
            row -> {
              List<Cell> own = cells().stream().filter(c -> c.method().equals(row)).toList();
              List<String> names =
                  own.stream().filter(Cell::collapsed).map(Cell::dataset).toList();
              return new Collapsed(row, names, (int) own.stream().filter(Cell::done).count());
            })
        .filter(row -> row.count() > 0)
        .toList();
  }

  /** Collapsed cells of rows that don't declare it, as a list of a list; no list without any. */
  List<List<String>> undeclared() {
    List<String> warnings = new ArrayList<>();
    sets.forEach(
        (set, own) -> CollapseNotes.warnings(own).forEach(w -> warnings.add(set + " " + w)));
    return warnings.isEmpty() ? List.of() : List.of(warnings);
  }
}
