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
      List<Cell> cells = CellStore.readAll(results, set);
      sets.put(
          set,
          cells.stream()
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

  /**
   * {@return for sets named {@code <prefix>-<rest>} one table per prefix: MAP of each row, and
   * chance}
   */
  Map<String, String> grid() {
    List<String> lines = new ArrayList<>(List.of("*chance*"));
    lines.addAll(rows);
    Map<String, String> out = new TreeMap<>();
    sets.keySet().stream()
        .collect(Collectors.groupingBy(set -> set.replaceFirst("-[^-]*$", "")))
        .forEach(
            (prefix, names) ->
                out.put(
                    prefix,
                    Markdown.table(
                        prefix,
                        names,
                        set -> set.replaceFirst(".*-", ""),
                        lines,
                        row -> row,
                        (row, set) -> row.equals("*chance*") ? chance(set) : entry(set, row))));
    return out;
  }

  private String chance(String set) {
    return Sample.of(
            sets.get(set).stream()
                .flatMapToDouble(cell -> ChanceLevel.of(cell.provenance()).stream())
                .limit(1)
                .toArray())
        .text();
  }

  private String entry(String set, String row) {
    List<Cell> cells = cells(set, row);
    return ResultTable.of(cells, Metrics.MAP).rows().values().stream()
        .flatMap(byBits -> byBits.values().stream())
        .findFirst()
        .map(
            entry ->
                entry.allFailed()
                    ? Cell.FAILED
                    : entry.sample().text()
                        + (entry.collapsed().isEmpty() ? "" : " " + CollapseNotes.MARK))
        .orElse(MISSING);
  }

  /** {@return how many of the cells have results, and the state of the others} */
  String finished() {
    Map<String, List<String>> others = new TreeMap<>();
    for (String set : sets.keySet()) {
      for (String row : rows) {
        others.computeIfAbsent(entry(set, row), e -> new ArrayList<>()).add(row + " on " + set);
      }
    }
    others.keySet().retainAll(List.of(MISSING, Cell.FAILED));
    int all = sets.size() * rows.size();
    int done = all - others.values().stream().mapToInt(List::size).sum();
    StringBuilder out = new StringBuilder(done + " of " + all + " cells have results");
    others.forEach(
        (kind, names) -> {
          out.append("; " + names.size() + " " + kind);
          out.append(names.size() <= 5 ? ": " + String.join(", ", names) : "");
        });
    return out.append('.').toString();
  }

  /** {@return the meaning of the mark of collapsed cells} */
  String legend() {
    return CollapseNotes.legend(cells()).orElse("No cell is collapsed.");
  }

  /** {@return one line for each row with collapsed cells} */
  List<String> collapsed() {
    List<String> lines = new ArrayList<>();
    for (String row : rows) {
      List<Cell> done = cells().stream().filter(c -> c.method().equals(row) && c.done()).toList();
      List<String> names = done.stream().filter(Cell::collapsed).map(Cell::dataset).toList();
      if (!names.isEmpty()) {
        String where = names.size() == done.size() ? "" : ": " + String.join(", ", names);
        lines.add("`" + row + "`: " + names.size() + " of " + done.size() + " cells" + where);
      }
    }
    return lines;
  }

  /**
   * {@return the collapsed cells of rows that don't declare it, in a list of one list; an empty
   * list if there are none}
   */
  List<List<String>> undeclared() {
    List<String> warnings = new ArrayList<>();
    sets.forEach(
        (set, own) -> CollapseNotes.warnings(own).forEach(w -> warnings.add(set + " " + w)));
    return warnings.isEmpty() ? List.of() : List.of(warnings);
  }
}
