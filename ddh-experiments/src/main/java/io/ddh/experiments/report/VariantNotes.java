package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Notes about variants. Each note names the row that a variant is based on and the settings in
 * which the two differ.
 */
final class VariantNotes {
  private static final String SETTINGS = "method.settings.";

  private VariantNotes() {}

  /**
   * {@return the name of the method of each row, as its cells record it; rows whose cells do not
   * record it are absent}
   */
  static SortedMap<String, String> methods(Collection<Cell> cells) {
    SortedMap<String, String> methods = new TreeMap<>(RowOrder.BY_PAPER);
    for (Cell cell : cells) {
      Optional<String> method = cell.provenance().configured("method.name");
      method.ifPresent(name -> methods.putIfAbsent(cell.method(), name));
    }
    return methods;
  }

  /**
   * {@return the variants among the cells, grouped by the row that they are based on; that row need
   * not have cells}
   */
  static SortedMap<String, List<String>> groups(Collection<Cell> cells) {
    Map<String, Cell> first = first(cells);
    SortedMap<String, List<String>> groups = new TreeMap<>(RowOrder.BY_PAPER);
    methods(cells)
        .forEach(
            (row, method) -> {
              if (!row.equals(method) && row.indexOf('+') < 0) {
                Provenance from = first.get(row).provenance();
                String withFeatures =
                    method + from.configured("features.output").map(f -> "+" + f).orElse("");
                String base = first.containsKey(withFeatures) ? withFeatures : method;
                groups.computeIfAbsent(base, b -> new ArrayList<>()).add(row);
              }
            });
    return groups;
  }

  private static Map<String, Cell> first(Collection<Cell> cells) {
    return cells.stream().collect(Collectors.toMap(Cell::method, cell -> cell, (a, b) -> a));
  }

  /**
   * {@return one line per variant that names the row it is based on and, if that row has cells, the
   * settings in which the two differ}
   */
  static List<String> of(Collection<Cell> cells) {
    Map<String, Cell> first = first(cells);
    List<String> notes = new ArrayList<>();
    groups(cells)
        .forEach(
            (base, rows) -> {
              for (String row : rows) {
                String own = differences(first.get(row), first.getOrDefault(base, first.get(row)));
                String with = own.isEmpty() ? "" : " with " + own;
                notes.add(row + ": row " + base + with + ".");
              }
            });
    return notes;
  }

  /** Returns the settings of a cell's method that differ from those of another cell's method. */
  private static String differences(Cell cell, Cell other) {
    Map<String, String> others = Provenance.texts(other.provenance().config());
    return Provenance.texts(cell.provenance().config()).entrySet().stream()
        .filter(e -> e.getKey().startsWith(SETTINGS))
        .filter(e -> !e.getValue().equals(others.get(e.getKey())))
        .map(e -> e.getKey().substring(SETTINGS.length()) + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }
}
