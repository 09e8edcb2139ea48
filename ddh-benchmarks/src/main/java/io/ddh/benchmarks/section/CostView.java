package io.ddh.benchmarks.section;

import io.ddh.benchmarks.cost.CostSize;
import io.ddh.benchmarks.cost.RowCost;
import io.ddh.benchmarks.cost.SweepEstimate;
import io.ddh.benchmarks.harness.Origin;
import io.ddh.benchmarks.harness.PageNumbers;
import io.ddh.benchmarks.harness.Result;
import io.ddh.benchmarks.harness.ResultStore;
import io.ddh.benchmarks.harness.Values;
import io.ddh.experiments.report.RowOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Template values of section cost.
 *
 * @param store the stored results
 */
record CostView(ResultStore store) {
  private static final double HOUR = 3_600;

  Map<String, Object> values() {
    List<Map<String, Object>> sizes = new ArrayList<>();
    CostSection.USUAL.forEach(size -> sizes.add(size(size)));
    Map<String, Object> tiny = size(CostSize.TINY);
    if (tiny.containsKey("measured")) {
      sizes.add(tiny);
    }
    return Map.of("sizes", sizes, "sweep", sweep(), "fullBatch", fullBatch());
  }

  private Map<String, Result> stored(String size, List<String> rows) {
    Map<String, Result> out = new LinkedHashMap<>();
    for (String row : rows) {
      store.read(CostSection.part(size, row)).ifPresent(result -> out.put(row, result));
    }
    return out;
  }

  private Map<String, Object> size(CostSize size) {
    Map<String, Result> results = stored(size.name(), CostSection.ROWS);
    List<String> lines = new ArrayList<>();
    for (String row : CostSection.ROWS) {
      lines.add(
          results.containsKey(row)
              ? line(RowCost.of(row, results.get(row)), results.get(row).fact("map"))
              : "| " + label(row) + " | not measured" + " | –".repeat(5) + " |");
    }
    Map<String, Object> out = table(results, lines);
    out.put("title", size.title());
    out.put("preset", size.preset());
    out.put("faces", size.people());
    out.put("profile", size.profile());
    return out;
  }

  private static String line(RowCost cost, String map) {
    boolean network = cost.epochs() > 0;
    String epochs = network ? cost.epochs() + " of " + cost.profileEpochs() : "–";
    String each = network ? PageNumbers.of(cost.epochSeconds()) : "–";
    String train = (cost.extrapolated() ? "≈ " : "") + PageNumbers.of(cost.fullTrainSeconds());
    String encode = PageNumbers.of(cost.encodeSeconds());
    String peak = PageNumbers.of(cost.peakMb());
    return cells(label(cost.row()), epochs, each, train, encode, peak, map);
  }

  private static String cells(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String label(String row) {
    return SweepEstimate.FEATURES.contains(row) ? row + " features" : "`" + row + "`";
  }

  /** Table lines with sizes and origins; empty if nothing was measured. */
  private static Map<String, Object> table(Map<String, Result> results, List<String> lines) {
    Map<String, Object> out = new HashMap<>();
    results.values().stream()
        .findFirst()
        .ifPresent(
            any -> {
              for (String fact : List.of("images", "rows", "people", "dimension")) {
                out.put(fact, any.fact(fact));
              }
              out.put("table", lines);
              out.put("measured", true);
              out.put("origins", origins(results));
            });
    return out;
  }

  /** Origins of the results, grouped by origin. */
  private static List<Map<String, Object>> origins(Map<String, Result> results) {
    Map<Origin, List<String>> groups = new LinkedHashMap<>();
    results.forEach(
        (row, result) -> groups.computeIfAbsent(result.origin(), o -> new ArrayList<>()).add(row));
    List<Map<String, Object>> out = new ArrayList<>();
    groups.forEach(
        (origin, rows) -> {
          Map<String, Object> group = new HashMap<>();
          group.put("text", Values.origin(results.get(rows.get(0))));
          if (groups.size() > 1) {
            group.put("labels", labels(rows));
          }
          out.add(group);
        });
    return out;
  }

  private static String labels(List<String> rows) {
    return rows.stream().map(CostView::label).collect(Collectors.joining(", "));
  }

  private Map<String, Object> sweep() {
    Map<String, Result> results = stored(CostSize.YOUTUBE_FACES.name(), CostSection.ROWS);
    if (results.isEmpty()) {
      return Map.of();
    }
    Map<String, RowCost> costs = new HashMap<>();
    results.forEach((row, result) -> costs.put(row, RowCost.of(row, result)));
    int rows = Integer.parseInt(results.values().iterator().next().fact("rows"));
    SweepEstimate sweep = new SweepEstimate(costs, rows);
    double features = sweep.featureSeconds();
    double faceScrub = sweep.faceScrubFeatureSeconds();
    Map<String, Object> out = new HashMap<>();
    out.put("factor", PageNumbers.times(sweep.faceScrubFactor()));
    out.put("faceScrub", PageNumbers.of(SweepEstimate.FACESCRUB_IMAGES));
    out.put("images", PageNumbers.of(rows));
    out.put(
        "table",
        List.of(
            hours("YouTube Faces", features, sweep.rowSeconds()),
            hours("FaceScrub", faceScrub, sweep.faceScrubRowSeconds()),
            hours("both", features + faceScrub, sweep.rowSeconds() + sweep.faceScrubRowSeconds())));
    out.put("hours", PageNumbers.of(sweep.seconds() / HOUR));
    if (!sweep.missing().isEmpty()) {
      out.put("missing", labels(sweep.missing()));
    }
    RowCost largest = sweep.largest().orElseThrow();
    out.put("largest", label(largest.row()));
    out.put("peak", PageNumbers.of(largest.peakMb()));
    out.put("faceScrubPeak", PageNumbers.of(sweep.faceScrubFactor() * largest.peakMb()));
    return out;
  }

  private static String hours(String what, double features, double rows) {
    return cells(
        what,
        PageNumbers.of(features / HOUR),
        PageNumbers.of(rows / HOUR),
        PageNumbers.of((features + rows) / HOUR));
  }

  private Map<String, Object> fullBatch() {
    Map<String, Result> results = stored(CostSection.FULL_BATCH, RowOrder.SHALLOW);
    List<String> lines = new ArrayList<>();
    for (String row : RowOrder.SHALLOW) {
      Result result = results.get(row);
      lines.add(
          result == null
              ? cells(label(row), "not measured", "–", "–")
              : cells(
                  label(row),
                  result.fact("bits"),
                  PageNumbers.of(result.median("train")),
                  PageNumbers.of(result.median("peakMb"))));
    }
    return table(results, lines);
  }
}
