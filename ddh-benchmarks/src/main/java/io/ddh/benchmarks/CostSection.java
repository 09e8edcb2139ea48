package io.ddh.benchmarks;

import io.ddh.experiments.report.RowOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures the time and memory of each row. Each row is measured in a process of its own, and the
 * numbers of each row are stored separately.
 */
final class CostSection {
  /** Valid names for {@code --rows}; the features come first, then the rows. */
  static final List<String> ROWS =
      Stream.of(SweepEstimate.FEATURES, RowOrder.PAPER, List.of("ddh+aug"))
          .flatMap(List::stream)
          .toList();

  private static final String FULL_BATCH = "facescrub";

  /** Valid names for {@code --sizes}. */
  static final List<String> SIZES =
      Stream.concat(CostSize.ALL.stream().map(CostSize::name), Stream.of(FULL_BATCH)).toList();

  private static final double HOUR = 3_600;

  private CostSection() {}

  private static String part(String size, String row) {
    return "cost/" + size + "/" + row;
  }

  /** Measures the rows and sizes that the options choose. */
  static void measure(Harness harness) throws IOException {
    Options options = harness.options;
    for (CostSize size : CostSize.ALL) {
      if (options.size(size.name(), !size.equals(CostSize.TINY))) {
        measure(harness, size);
      }
    }
    if (options.size(FULL_BATCH, true)) {
      for (String row : RowOrder.SHALLOW.stream().filter(options::row).toList()) {
        int images = SweepEstimate.FACESCRUB_IMAGES;
        Side side = harness.java(Workers.FullBatch.class, images, FaceFile.PEOPLE);
        measure(harness, side, "train " + row, part(FULL_BATCH, row));
      }
    }
  }

  private static void measure(Harness harness, CostSize size) throws IOException {
    for (String row : ROWS.stream().filter(harness.options::row).toList()) {
      boolean lacking =
          row.endsWith("+cnn") && !Files.exists(size.faces().features(harness.options.work, "cnn"));
      for (String each : lacking ? List.of("cnn", row) : List.of(row)) {
        String request = SweepEstimate.FEATURES.contains(each) ? "features " : "row ";
        measure(harness, size.faces().worker(harness), request + each, part(size.name(), each));
      }
    }
  }

  private static void measure(Harness harness, Side side, String request, String part)
      throws IOException {
    harness.say(part);
    try (side) {
      record(harness, side.request(request));
    }
    harness.store(part);
  }

  /** Records times and memory as measured numbers; records sizes and the formatted MAP as facts. */
  static void record(Harness harness, Reply reply) {
    harness.numbers(reply, List.of("train", "epoch", "encode", "peakMb"));
    harness.facts(
        reply, "images", "rows", "people", "dimension", "bits", "epochs", "profileEpochs");
    if (reply.values().containsKey("map")) {
      harness.fact("map", PageNumbers.of(reply.number("map")));
    }
  }

  /** Collects the values for the template of the page. */
  static Map<String, Object> view(Path folder) {
    List<Map<String, Object>> sizes = new ArrayList<>();
    for (CostSize size : CostSize.ALL) {
      Map<String, Object> table = table(stored(folder, size.name(), ROWS), ROWS);
      if (table.containsKey("measured") || !size.equals(CostSize.TINY)) {
        table.put("size", size);
        sizes.add(table);
      }
    }
    Map<String, Result> full = stored(folder, FULL_BATCH, RowOrder.SHALLOW);
    Map<String, Result> paper = stored(folder, CostSize.YOUTUBE_FACES.name(), ROWS);
    return Map.of(
        "sizes", sizes, "sweep", sweep(paper), "fullBatch", table(full, RowOrder.SHALLOW));
  }

  private static Map<String, Result> stored(Path folder, String size, List<String> rows) {
    Map<String, Result> out = new LinkedHashMap<>();
    for (String row : rows) {
      Result.read(folder, part(size, row)).ifPresent(result -> out.put(row, result));
    }
    return out;
  }

  /**
   * Collects the values of each row for a table. Values that are the same for all rows are taken
   * from one of the measured rows.
   */
  private static Map<String, Object> table(Map<String, Result> results, List<String> rows) {
    List<Map<String, Object>> lines = new ArrayList<>();
    Map<String, Object> out = new HashMap<>(Map.of("rows", lines, "origin", origins(results)));
    for (String row : rows) {
      Map<String, Object> line = new HashMap<>(Map.of("label", label(row), "fact-map", "–"));
      Result cost = results.get(row);
      if (cost != null) {
        line.putAll(PageNumbers.values(cost, ""));
        line.put("about", SweepEstimate.furtherEpochs(cost) > 0 ? "≈ " : "");
        line.put("train", PageNumbers.of(SweepEstimate.trainSeconds(cost)));
        out.putIfAbsent("any", line);
        out.put("measured", true);
      }
      lines.add(line);
    }
    return out;
  }

  private static String label(String row) {
    return SweepEstimate.FEATURES.contains(row) ? row + " features" : "`" + row + "`";
  }

  private static String labels(List<String> rows) {
    return rows.stream().map(CostSection::label).collect(Collectors.joining(", "));
  }

  /**
   * Describes the origins of the results; if there are several origins, each is preceded by the
   * names of its rows.
   */
  private static String origins(Map<String, Result> results) {
    Map<Origin, List<String>> groups =
        results.keySet().stream()
            .collect(
                Collectors.groupingBy(
                    row -> results.get(row).origin(), LinkedHashMap::new, Collectors.toList()));
    return groups.values().stream()
        .map(
            rows ->
                (groups.size() > 1 ? labels(rows) + ":\n\n" : "")
                    + PageNumbers.origin(results.get(rows.get(0))))
        .collect(Collectors.joining("\n\n"));
  }

  /** Collects the estimate and its parts in hours; returns an empty map if nothing was measured. */
  private static Map<String, Object> sweep(Map<String, Result> results) {
    Map<String, Object> out = new HashMap<>();
    if (!results.isEmpty()) {
      int images = Integer.parseInt(results.values().iterator().next().fact("rows"));
      SweepEstimate sweep = new SweepEstimate(results, images);
      String largest = sweep.largest().orElseThrow();
      double peak = results.get(largest).median("peakMb");
      out.put("estimate", sweep);
      out.put("factor", PageNumbers.times(sweep.faceScrubFactor()));
      out.put("images", PageNumbers.of(images));
      out.put("hours", PageNumbers.sum(HOUR));
      out.put("without", labels(sweep.missing()));
      out.put("most", label(largest));
      out.put("peak", PageNumbers.of(peak));
      out.put("faceScrubPeak", PageNumbers.of(sweep.faceScrubFactor() * peak));
    }
    return out;
  }
}
