package io.ddh.experiments.report;

import io.ddh.data.HashMethod;
import io.ddh.eval.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
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
   * @param rows row names; {@code sdh+cnn} is by the paper of {@code sdh}
   */
  List<String> papers(Set<String> rows) {
    Map<String, List<String>> byPaper = new TreeMap<>();
    for (String row : rows) {
      HashMethod method = methods.get(base(row));
      if (method != null) {
        byPaper.computeIfAbsent(method.citation().toString(), c -> new ArrayList<>()).add(row);
      }
    }
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

  /** Where the given rows differ from their papers: {@code row: sentence}. */
  List<String> deviations(Set<String> rows) {
    List<String> all = new ArrayList<>();
    for (String row : rows) {
      HashMethod method = methods.get(base(row));
      if (method != null) {
        method.deviations().stream()
            .map(deviation -> base(row) + ": " + deviation)
            .filter(line -> !all.contains(line))
            .forEach(all::add);
      }
    }
    return all;
  }

  private String base(String row) {
    int plus = row.lastIndexOf('+');
    return methods.containsKey(row) || plus < 0 ? row : row.substring(0, plus);
  }
}
