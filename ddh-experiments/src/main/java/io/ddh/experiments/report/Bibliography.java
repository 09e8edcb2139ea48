package io.ddh.experiments.report;

import io.ddh.core.HashMethod;
import io.ddh.eval.MetricInfo;
import io.ddh.eval.Metrics;
import io.ddh.experiments.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Citations of the methods and metrics on the class path, and where methods differ from them.
 *
 * @param methods by name
 * @param metrics in the order of tables
 */
record Bibliography(Map<String, HashMethod> methods, List<MetricInfo> metrics) {

  static Bibliography load() {
    Registry registry = Registry.load();
    return new Bibliography(registry.methods(), Metrics.all(registry.metrics()));
  }

  /**
   * The papers that the given rows and the metrics cite, each listed once with everything that
   * cites it.
   *
   * @param rows the method of each row; the paper of {@code sdh+cnn} is that of {@code sdh}
   */
  List<String> papers(SortedMap<String, String> rows) {
    Map<String, List<String>> byPaper = new TreeMap<>();
    rows.forEach(
        (row, name) -> {
          HashMethod method = methods.get(name);
          if (method != null) {
            byPaper.computeIfAbsent(method.citation().toString(), c -> new ArrayList<>()).add(row);
          }
        });
    metrics.forEach(
        metric ->
            byPaper
                .computeIfAbsent(metric.source().toString(), c -> new ArrayList<>())
                .add(metric.name()));
    return byPaper.entrySet().stream()
        .map(entry -> entry.getKey() + " [" + String.join(", ", entry.getValue()) + "]")
        .toList();
  }

  /**
   * How the methods of the given rows differ from their papers: {@code method: sentence}.
   *
   * @param rows the method of each row
   */
  List<String> deviations(SortedMap<String, String> rows) {
    return rows.values().stream()
        .distinct()
        .filter(methods::containsKey)
        .flatMap(name -> methods.get(name).deviations().stream().map(d -> name + ": " + d))
        .toList();
  }
}
