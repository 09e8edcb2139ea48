package io.ddh.experiments.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A remark on the figures of a data set, such as a missing one.
 *
 * @param kind text that is the same for all data sets
 * @param dataset name of the data set
 * @param what cells or files that it concerns
 */
record Remark(String kind, String dataset, String what) {
  /** One line per kind, with all data sets that it concerns. */
  static List<String> lines(List<Remark> remarks) {
    Map<String, String> lines = new LinkedHashMap<>();
    remarks.forEach(r -> lines.merge(r.kind, r.dataset + " " + r.what, (a, b) -> a + "; " + b));
    return lines.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
  }

  /** The remark without the name of its data set. */
  String line() {
    return kind + ": " + what;
  }
}
