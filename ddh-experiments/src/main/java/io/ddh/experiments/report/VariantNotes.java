package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Notes on variants: the row that each is based on, and the settings that differ. */
final class VariantNotes {
  private static final String SETTINGS = "method.settings.";

  private VariantNotes() {}

  /**
   * {@return the method of each row, as its cells record it; rows whose cells don't record it are
   * absent}
   */
  static SortedMap<String, String> methods(Collection<Cell> cells) {
    SortedMap<String, String> methods = new TreeMap<>(RowOrder.BY_PAPER);
    cells.forEach(
        cell ->
            cell.provenance()
                .configured("method.name")
                .ifPresent(method -> methods.putIfAbsent(cell.method(), method)));
    return methods;
  }

  /**
   * {@return the variants among the cells, grouped by the row that they are based on, which need
   * not have cells}
   */
  static SortedMap<String, List<String>> groups(Collection<Cell> cells) {
    Map<String, Cell> first = first(cells);
    SortedMap<String, List<String>> groups = new TreeMap<>(RowOrder.BY_PAPER);
    methods(cells)
        .forEach(
            (row, method) -> {
              if (!row.equals(method) && row.indexOf('+') < 0) {
                String base = base(first, row, method);
                groups.computeIfAbsent(base, b -> new ArrayList<>()).add(row);
              }
            });
    return groups;
  }

  /**
   * {@return one line per variant, with the differing settings if the row that it is based on has
   * cells}
   */
  static List<String> of(Collection<Cell> cells) {
    Map<String, Cell> first = first(cells);
    return groups(cells).entrySet().stream()
        .flatMap(group -> group.getValue().stream().map(row -> note(first, row, group.getKey())))
        .toList();
  }

  private static Map<String, Cell> first(Collection<Cell> cells) {
    Map<String, Cell> first = new LinkedHashMap<>();
    cells.forEach(cell -> first.putIfAbsent(cell.method(), cell));
    return first;
  }

  private static String base(Map<String, Cell> first, String variant, String method) {
    return first
        .get(variant)
        .provenance()
        .configured("features.output")
        .map(output -> method + "+" + output)
        .filter(first::containsKey)
        .orElse(method);
  }

  private static String note(Map<String, Cell> first, String variant, String base) {
    Map<String, String> own = settings(first.get(variant));
    String differences =
        Optional.ofNullable(first.get(base))
            .map(cell -> differences(own, settings(cell)))
            .filter(text -> !text.isEmpty())
            .map(text -> " with " + text)
            .orElse("");
    return variant + ": row " + base + differences + ".";
  }

  private static Map<String, String> settings(Cell cell) {
    return Provenance.texts(cell.provenance().config());
  }

  private static String differences(Map<String, String> own, Map<String, String> base) {
    return own.entrySet().stream()
        .filter(e -> e.getKey().startsWith(SETTINGS))
        .filter(e -> !e.getValue().equals(base.get(e.getKey())))
        .map(e -> e.getKey().substring(SETTINGS.length()) + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }
}
