package io.ddh.experiments.report;

import io.ddh.core.Citation;
import io.ddh.core.HashMethod;
import io.ddh.eval.MetricInfo;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.registry.Registry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Citations of the methods of some rows and of the metrics on the class path, and the methods'
 * deviations from the cited papers.
 *
 * @param rows name of the method of each row, for example {@code sdh} for {@code sdh+cnn}
 * @param methods hashing methods by name
 * @param metrics metrics and curves in the order of tables
 */
record Bibliography(
    SortedMap<String, String> rows, Map<String, HashMethod> methods, List<MetricInfo> metrics) {

  /** Creates the bibliography of the methods that the cells record. */
  static Bibliography of(Collection<Cell> cells) {
    Registry registry = Registry.load();
    return new Bibliography(
        VariantNotes.methods(cells), registry.methods(), Metrics.all(registry.metrics()));
  }

  /**
   * Returns the papers that the rows and the metrics cite. Each paper appears once, followed by all
   * rows and metrics that cite it.
   */
  List<String> papers() {
    Map<String, List<String>> byPaper = new TreeMap<>();
    rows.forEach(
        (row, name) ->
            Optional.ofNullable(methods.get(name))
                .ifPresent(method -> add(byPaper, method.citation(), row)));
    metrics.forEach(metric -> add(byPaper, metric.source(), metric.name()));
    return byPaper.entrySet().stream()
        .map(entry -> entry.getKey() + " [" + String.join(", ", entry.getValue()) + "]")
        .toList();
  }

  private static void add(Map<String, List<String>> byPaper, Citation paper, String what) {
    byPaper.computeIfAbsent(paper.toString(), c -> new ArrayList<>()).add(what);
  }

  /**
   * Returns the methods' deviations from their papers as lines {@code method: sentence}. All lines
   * are in one inner list; the outer list is empty if there are no lines.
   */
  List<List<String>> deviations() {
    return HtmlPage.listed(
        rows.values().stream()
            .distinct()
            .filter(methods::containsKey)
            .flatMap(name -> methods.get(name).deviations().stream().map(d -> name + ": " + d)));
  }
}
