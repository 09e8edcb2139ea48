package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Collapse;
import io.ddh.experiments.Provenances;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small cells with the keys that the runner writes. */
final class TestCells {
  private TestCells() {}

  static Cell done(String dataset, String method, int bits, long seed, double map) {
    return cell(dataset, method, bits, seed, "done", "", map, "aaaa");
  }

  /** With the pooled counts and the curve of the ranking, which cells from before don't have. */
  static Cell withCurves(String dataset, String method, int bits, long seed, double map) {
    Cell cell = done(dataset, method, bits, seed, map);
    double[] pairs = new double[bits + 1];
    double[] relevant = new double[bits + 1];
    for (int d = 1; d <= bits; d++) { // no pair at distance 0
      pairs[d] = 10 * seed;
      relevant[d] = d <= 2 ? 4 : 0;
    }
    cell.curves().put("precision.recall.pooled", Map.of("pairs", pairs, "relevant", relevant));
    double[] ranking = new double[101];
    Arrays.fill(ranking, map);
    cell.curves().put("precision.recall.ranking", Map.of("precision", ranking));
    return cell;
  }

  static Cell failed(String dataset, String method, int bits, long seed, String reason) {
    return cell(dataset, method, bits, seed, "failed", reason, 0, "aaaa");
  }

  static Cell collapsed(String dataset, String method, int bits, long seed, double map) {
    Cell cell = cell(dataset, method, bits, seed, "collapsed", "MAP of 9", map, "aaaa");
    Collapse collapse = new Collapse(9, 0.5, 0.5, 0.01, false);
    return Provenances.with(cell, Map.of("trainingImages", collapse));
  }

  static Cell cell(
      String dataset,
      String method,
      int bits,
      long seed,
      String status,
      String reason,
      double map,
      String dataDigest) {
    boolean done = !status.equals("failed");
    Map<String, Double> metrics = new TreeMap<>();
    Map<String, Map<String, double[]>> curves = new TreeMap<>();
    if (done) {
      metrics.put("map", map);
      metrics.put("precision.radius2", map / 2);
      double[] radius = new double[bits + 1];
      double[] recall = new double[bits + 1];
      double[] precision = new double[bits + 1];
      double[] empty = new double[bits + 1];
      for (int r = 0; r <= bits; r++) {
        radius[r] = r;
        recall[r] = (double) r / bits;
        precision[r] = map * (bits - r) / bits;
        empty[r] = r == 0 ? seed : 0;
      }
      curves.put(
          "precision.recall",
          Map.of("radius", radius, "recall", recall, "precision", precision, "empty", empty));
      curves.put(
          "precision.at.n",
          Map.of("n", new double[] {1, 10}, "precision", new double[] {map, map / 4}));
    }
    Map<String, Object> provenance = new TreeMap<>();
    provenance.put("digests", Map.of("data", dataDigest, "config", method + bits));
    provenance.put("split", Map.of("gallery", 4, "people", 2));
    provenance.put("seconds", Map.of("train", 1.5, "encode", 0.25, "data", 9.5));
    provenance.put("peakMemoryMb", 321);
    provenance.put("program", Map.of("revision", "0123456789abcdef", "dirty", true));
    provenance.put("machine", Map.of("java", "17.0.1 <b>", "cpu", "Some CPU & Co"));
    provenance.put("notes", List.of("2 people left out: too few images"));
    return new Cell(
        Cell.FORMAT,
        dataset,
        dataset.startsWith("faces-"),
        method,
        bits,
        seed,
        status,
        reason,
        metrics,
        curves,
        done ? new double[] {map} : new double[0],
        Provenances.of(provenance));
  }
}
