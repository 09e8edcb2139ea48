package io.ddh.experiments.report;

import io.ddh.core.HashMethod;
import io.ddh.eval.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Papers and remarks of the methods on the class path.
 *
 * @param methods by name
 */
record Bibliography(Map<String, HashMethod> methods) {

  /** The methods that ServiceLoader finds. */
  static Bibliography load() {
    Map<String, HashMethod> methods = new TreeMap<>();
    ServiceLoader.load(HashMethod.class)
        .forEach(method -> methods.putIfAbsent(method.name(), method));
    return new Bibliography(methods);
  }

  /**
   * The papers of the given rows and of the metrics, each once.
   *
   * @param rows the method of each row; {@code sdh+cnn} is by the paper of {@code sdh}
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
    Metrics.all()
        .forEach(
            metric -> {
              List<String> of =
                  byPaper.computeIfAbsent(metric.source().toString(), c -> new ArrayList<>());
              of.add(metric.name());
            });
    return byPaper.entrySet().stream()
        .map(entry -> entry.getKey() + " [" + String.join(", ", entry.getValue()) + "]")
        .toList();
  }

  /** Definitions of the metrics by name, in the order of tables. */
  Map<String, String> metrics() {
    Map<String, String> definitions = new LinkedHashMap<>();
    Metrics.all().forEach(metric -> definitions.put(metric.name(), metric.definition()));
    return definitions;
  }

  /**
   * Where the given rows differ from their papers: {@code method: sentence}.
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
