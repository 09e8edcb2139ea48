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

/** Where a data set's numbers come from: what all cells share, then a line a cell. */
final class ProvenanceHtml {
  /** Shown a cell, or long lists that belong to one: not repeated in the shared table. */
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

  private final Html html;

  ProvenanceHtml(Html html) {
    this.html = html;
  }

  void write(DatasetResults results) {
    html.open("details").element("summary", "Provenance").line();
    shared(results.cells());
    cells(results);
    html.close().line();
  }

  private void shared(List<Cell> cells) {
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    for (Cell cell : cells) {
      cell.provenance()
          .texts()
          .forEach(
              (key, value) -> {
                if (OWN.stream().noneMatch(own -> key.equals(own) || key.startsWith(own + "."))) {
                  counts.computeIfAbsent(key, k -> new TreeMap<>()).merge(value, 1, Integer::sum);
                }
              });
    }
    html.open("div", "class", "scroll").open("table", "class", "text").line().open("tbody").line();
    counts.forEach(
        (key, values) -> {
          html.open("tr").element("td", key).open("td");
          html.text(values(key, values)).close().close().line();
        });
    html.close().close().close().line();
  }

  /** One value as it is; several with the number of cells of each, at most the five most common. */
  private static String values(String key, SortedMap<String, Integer> values) {
    if (values.size() == 1) {
      return values.firstKey();
    }
    if (key.equals("digests.config") || key.startsWith("seeds.method")) {
      return values.size() + " different, one a configuration; in the cell files";
    }
    List<Map.Entry<String, Integer>> common = new ArrayList<>(values.entrySet());
    common.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    List<String> shown =
        common.stream().limit(5).map(e -> e.getKey() + " (" + e.getValue() + " cells)").toList();
    String more = values.size() > 5 ? "; " + (values.size() - 5) + " more" : "";
    return String.join("; ", shown) + more;
  }

  private void cells(DatasetResults results) {
    List<Cell> other = results.otherData();
    html.open("div", "class", "scroll").open("table").line().open("thead").open("tr");
    for (String heading :
        List.of("cell", "MAP", "seconds", "peak MB", "revision", "data digest", "started")) {
      html.element("th", heading, "scope", "col");
    }
    html.close().close().line().open("tbody").line();
    for (Cell cell : results.cells()) {
      Provenance from = cell.provenance();
      html.open("tr").element("td", cell.id());
      Double map = cell.metrics().get("map");
      String shown = map == null ? "" : Numbers.four(map);
      String mark = cell.collapsed() ? " " + CollapseNotes.MARK : "";
      html.element(
          "td", cell.done() ? shown + mark : "failed", "class", cell.done() ? "number" : "bad");
      // Reading the data is shared by all cells of a run, so it is none of this cell's time.
      double data = from.seconds().getOrDefault("data", 0.0);
      double all = from.seconds().values().stream().mapToDouble(s -> s).sum();
      html.element("td", String.format(Locale.ROOT, "%.1f", all - data));
      html.element("td", Long.toString(from.peakMemoryMb()));
      html.element("td", revision(from.program()));
      String digest = from.digests().data();
      html.element(
          "td",
          digest.substring(0, Math.min(12, digest.length())),
          "class",
          other.contains(cell) ? "bad" : "number");
      html.element("td", from.started()).close().line();
    }
    html.close().close().close().line();
  }

  private static String revision(Program program) {
    String revision = program.revision();
    String head = revision.substring(0, Math.min(10, revision.length()));
    return program.dirty() ? head + " (dirty)" : head;
  }
}
