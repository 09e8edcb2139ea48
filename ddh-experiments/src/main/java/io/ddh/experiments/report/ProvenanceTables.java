package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tables that show where a data set's numbers come from.
 *
 * @param shared keys and values of the cells' provenance, one line per key
 * @param cells one line per cell
 */
record ProvenanceTables(List<Shared> shared, List<CellLine> cells) {
  /**
   * Keys that the shared table leaves out, since their values belong to one cell or are long lists.
   */
  private static final Set<String> OWN =
      Set.of("seconds peakMemoryMb started notes config facts featureFacts codes".split(" ", -1));

  /**
   * A key with its value. If cells differ, there are several values, each with the number of cells
   * that have it.
   */
  record Shared(String key, String values) {}

  /**
   * A cell as the table shows it.
   *
   * @param otherData true if the data digest of the cell differs from that of most cells
   */
  record CellLine(Cell cell, boolean otherData) {
    /** Returns the MAP, with a mark if the codes collapsed. */
    String map() {
      String map = Sample.four(cell.map());
      return cell.collapsed() ? map + " " + CollapseNotes.MARK : map;
    }

    /**
     * {@return the seconds that the cell took, without the time to read the data, which the cells
     * of a run share}
     */
    String seconds() {
      Map<String, Double> all = cell.provenance().seconds();
      double sum = all.values().stream().mapToDouble(s -> s).sum();
      return String.format(Locale.ROOT, "%.1f", sum - all.getOrDefault("data", 0.0));
    }

    String revision() {
      return cell.provenance().program().revision().replaceAll("(?<=^.{10}).*", "");
    }

    String digest() {
      return cell.provenance().digests().data().replaceAll("(?<=^.{12}).*", "");
    }
  }

  static ProvenanceTables of(DatasetResults results) {
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    for (Cell cell : results.cells()) {
      Map<String, String> texts = new TreeMap<>(cell.provenance().texts());
      texts.keySet().removeIf(k -> OWN.contains(k.replaceFirst("\\..*", "")));
      texts.forEach(
          (key, value) ->
              counts.computeIfAbsent(key, k -> new TreeMap<>()).merge(value, 1, Integer::sum));
    }
    List<Shared> shared = new ArrayList<>();
    counts.forEach((key, values) -> shared.add(new Shared(key, values(key, values))));
    List<Cell> other = results.otherData();
    return new ProvenanceTables(
        shared, results.cells().stream().map(c -> new CellLine(c, other.contains(c))).toList());
  }

  /**
   * Formats the values of a key. A single value is shown unchanged; of several values, the five
   * most common ones are shown, each with its number of cells.
   */
  private static String values(String key, SortedMap<String, Integer> values) {
    if (values.size() == 1) {
      return values.firstKey();
    }
    if (key.equals("digests.config") || key.startsWith("seeds.method")) {
      return values.size() + " different values, one per configuration; see the cell files";
    }
    List<String> shown =
        values.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(e -> e.getKey() + " (" + e.getValue() + " cells)")
            .limit(5)
            .toList();
    String more = values.size() > 5 ? "; " + (values.size() - 5) + " more" : "";
    return String.join("; ", shown) + more;
  }
}
