package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenance;
import io.ddh.experiments.Provenance.Program;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a data set's numbers come from.
 *
 * @param shared what the cells' provenance records hold, a line per key
 * @param cells a line per cell
 */
record ProvenanceTables(List<Shared> shared, List<CellLine> cells) {
  /** Keys that belong to one cell or hold long lists: left out of the shared table. */
  private static final List<String> OWN =
      List.of(
          "seconds",
          "peakMemoryMb",
          "started",
          "notes",
          "config",
          "facts",
          "featureFacts",
          "codes");

  /** A key with its value; several values with the number of cells that have each. */
  record Shared(String key, String values) {}

  /**
   * One cell.
   *
   * @param seconds of the cell alone: without reading the data, which all cells of a run share
   * @param failed true if it has no MAP
   * @param otherData true if its data digest isn't the one that most cells have
   */
  record CellLine(
      String id,
      String map,
      String seconds,
      long peakMemoryMb,
      String revision,
      String digest,
      String started,
      boolean failed,
      boolean otherData) {}

  static ProvenanceTables of(DatasetResults results) {
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    for (Cell cell : results.cells()) {
      Map<String, String> texts = new TreeMap<>(cell.provenance().texts());
      texts.keySet().removeIf(k -> OWN.stream().anyMatch(o -> (k + ".").startsWith(o + ".")));
      texts.forEach(
          (key, value) ->
              counts.computeIfAbsent(key, k -> new TreeMap<>()).merge(value, 1, Integer::sum));
    }
    List<Shared> shared = new ArrayList<>();
    counts.forEach((key, values) -> shared.add(new Shared(key, values(key, values))));
    List<Cell> other = results.otherData();
    return new ProvenanceTables(
        shared,
        results.cells().stream().map(cell -> line(cell, other.contains(cell))).toList());
  }

  /** One value as it is; of several at most the five most common, with their numbers of cells. */
  private static String values(String key, SortedMap<String, Integer> values) {
    if (values.size() == 1) {
      return values.firstKey();
    }
    if (key.equals("digests.config") || key.startsWith("seeds.method")) {
      return values.size() + " different, one per configuration; in the cell files";
    }
    List<Map.Entry<String, Integer>> common = new ArrayList<>(values.entrySet());
    common.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    List<String> shown =
        common.stream().limit(5).map(e -> e.getKey() + " (" + e.getValue() + " cells)").toList();
    String more = values.size() > 5 ? "; " + (values.size() - 5) + " more" : "";
    return String.join("; ", shown) + more;
  }

  private static CellLine line(Cell cell, boolean otherData) {
    Provenance from = cell.provenance();
    String map = Numbers.four(cell.metrics().getOrDefault("map", Double.NaN));
    String mark = cell.collapsed() ? " " + CollapseNotes.MARK : "";
    double data = from.seconds().getOrDefault("data", 0.0);
    double all = from.seconds().values().stream().mapToDouble(s -> s).sum();
    return new CellLine(
        cell.id(),
        cell.done() ? map + mark : "failed",
        String.format(Locale.ROOT, "%.1f", all - data),
        from.peakMemoryMb(),
        revision(from.program()),
        from.digests().data().replaceAll("(?<=^.{12}).*", ""),
        from.started(),
        !cell.done(),
        otherData);
  }

  private static String revision(Program program) {
    String head = program.revision().replaceAll("(?<=^.{10}).*", "");
    return program.dirty() ? head + " (dirty)" : head;
  }
}
