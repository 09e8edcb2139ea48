package io.ddh.experiments.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something about a data set's figures that a reader must know.
 *
 * @param kind what it is, in words that are the same for all data sets
 * @param dataset data set's name
 * @param what the cells or files concerned
 */
record Remark(String kind, String dataset, String what) {
  /** A line for each kind, however many data sets it concerns. */
  static List<String> lines(List<Remark> remarks) {
    Map<String, String> lines = new LinkedHashMap<>();
    remarks.forEach(r -> lines.merge(r.kind, r.dataset + " " + r.what, (a, b) -> a + "; " + b));
    return lines.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
  }

  /** The line where the data set is known. */
  String line() {
    return kind + ": " + what;
  }
}
