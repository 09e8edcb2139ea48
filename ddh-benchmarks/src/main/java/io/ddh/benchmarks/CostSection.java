package io.ddh.benchmarks;

import io.ddh.core.Parallel;
import io.ddh.experiments.bench.Spread;
import io.ddh.experiments.report.RowOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Time and memory of each method; each is measured in its own process and stored on its own. */
final class CostSection {
  /** Valid names for {@code --rows}: features, then methods. */
  static final List<String> ROWS =
      Stream.of(SweepEstimate.FEATURES, RowOrder.PAPER, List.of("ddh+aug"))
          .flatMap(List::stream)
          .toList();

  private static final String FULL_BATCH = "facescrub";

  /** Valid names for {@code --sizes}. */
  static final List<String> SIZES =
      List.of(
          CostSize.LFW.profile(),
          CostSize.YOUTUBE_FACES.profile(),
          FULL_BATCH,
          CostSize.TINY.profile());

  private static final double HOUR = 3_600;

  private CostSection() {}

  private static String part(String size, String row) {
    return "cost/" + size + "/" + row;
  }

  /** Measures. */
  static void measure(Harness harness) throws IOException {
    Options options = harness.options;
    for (CostSize size : CostSize.ALL) {
      if (options.size(size.profile(), !size.equals(CostSize.TINY))) {
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
    FaceFile faces =
        size.equals(CostSize.YOUTUBE_FACES)
            ? FaceFile.video(harness).first(size.each())
            : FaceFile.made(harness, size.preset(), size.people(), size.each());
    for (String row : ROWS.stream().filter(harness.options::row).toList()) {
      boolean lacking = row.endsWith("+cnn") && !Files.exists(faces.features("cnn"));
      for (String each : lacking ? List.of("cnn", row) : List.of(row)) {
        Side side =
            faces.worker(harness, Parallel.threads(), List.of(), size.protocol(), size.profile());
        String request = SweepEstimate.FEATURES.contains(each) ? "features " : "row ";
        measure(harness, side, request + each, part(size.profile(), each));
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

  /** Records times and memory as numbers; sizes and the formatted MAP as facts. */
  static void record(Harness harness, Reply reply) {
    harness.numbers(reply, List.of("train", "epoch", "encode", "peakMb"));
    harness.facts(
        reply, "images", "rows", "people", "dimension", "bits", "epochs", "profileEpochs");
    if (reply.values().containsKey("map")) {
      harness.fact("map", PageNumbers.of(reply.number("map")));
    }
  }

  /** The values for the template. */
  static Map<String, Object> view(Path folder) {
    List<Map<String, Object>> sizes = new ArrayList<>();
    for (CostSize size : CostSize.ALL) {
      Map<String, Object> values =
          table(stored(folder, size.profile(), ROWS), ROWS, 6, CostSection::cells);
      if (values.containsKey("measured") || !size.equals(CostSize.TINY)) {
        values.put("size", size);
        sizes.add(values);
      }
    }
    Map<String, Object> out = new HashMap<>(Map.of("sizes", sizes));
    Map<String, Result> full = stored(folder, FULL_BATCH, RowOrder.SHALLOW);
    out.put("fullBatch", table(full, RowOrder.SHALLOW, 3, CostSection::fullBatchCells));
    Map<String, Result> results = stored(folder, CostSize.YOUTUBE_FACES.profile(), ROWS);
    if (!results.isEmpty()) {
      out.put("sweep", sweep(results));
    }
    return out;
  }

  private static Map<String, Result> stored(Path folder, String size, List<String> rows) {
    Map<String, Result> out = new LinkedHashMap<>();
    for (String row : rows) {
      Result.read(folder, part(size, row)).ifPresent(result -> out.put(row, result));
    }
    return out;
  }

  /**
   * The values of a size: a table with a line per row, and those of the first row, which hold for
   * all; only the table if nothing was measured.
   *
   * @param columns number of columns after the row's name
   * @param cells of a row that was measured
   */
  private static Map<String, Object> table(
      Map<String, Result> results,
      List<String> rows,
      int columns,
      Function<Result, List<String>> cells) {
    Map<String, Object> out = new HashMap<>();
    for (Result any : results.values().stream().limit(1).toList()) {
      out.putAll(PageNumbers.values(any, ""));
      out.put("origin", origins(results));
      out.put("measured", true);
    }
    List<String> missing = new ArrayList<>(Collections.nCopies(columns, "–"));
    missing.set(0, "not measured");
    out.put(
        "table",
        rows.stream()
            .map(
                row ->
                    line(
                        label(row),
                        Optional.ofNullable(results.get(row)).map(cells).orElse(missing)))
            .toList());
    return out;
  }

  private static String line(String name, List<String> cells) {
    return "| " + name + " | " + String.join(" | ", cells) + " |";
  }

  private static List<String> cells(Result cost) {
    Optional<Spread> epoch = cost.spread("epoch");
    String about = SweepEstimate.furtherEpochs(cost) > 0 ? "≈ " : "";
    return List.of(
        epoch.map(e -> cost.fact("epochs") + " of " + cost.fact("profileEpochs")).orElse("–"),
        epoch.map(e -> PageNumbers.of(e.median())).orElse("–"),
        about + PageNumbers.of(SweepEstimate.trainSeconds(cost)),
        PageNumbers.of(cost.median("encode")),
        PageNumbers.of(cost.median("peakMb")),
        cost.fact("map"));
  }

  private static List<String> fullBatchCells(Result cost) {
    return List.of(
        cost.fact("bits"),
        PageNumbers.of(cost.median("train")),
        PageNumbers.of(cost.median("peakMb")));
  }

  private static String label(String row) {
    return SweepEstimate.FEATURES.contains(row) ? row + " features" : "`" + row + "`";
  }

  private static String labels(List<String> rows) {
    return rows.stream().map(CostSection::label).collect(Collectors.joining(", "));
  }

  /** Origins of the results, each with its rows if there are several. */
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

  private static Map<String, Object> sweep(Map<String, Result> results) {
    int images = Integer.parseInt(results.values().iterator().next().fact("rows"));
    SweepEstimate sweep = new SweepEstimate(results, images);
    double features = sweep.featureSeconds();
    double faceScrub = sweep.faceScrubFeatureSeconds();
    String largest = sweep.largest().orElseThrow();
    double peak = results.get(largest).median("peakMb");
    Map<String, Object> out = new HashMap<>();
    out.put("factor", PageNumbers.times(sweep.faceScrubFactor()));
    out.put("faceScrub", PageNumbers.of(SweepEstimate.FACESCRUB_IMAGES));
    out.put("images", PageNumbers.of(images));
    out.put(
        "table",
        List.of(
            hours("YouTube Faces", features, sweep.rowSeconds()),
            hours("FaceScrub", faceScrub, sweep.faceScrubRowSeconds()),
            hours("both", features + faceScrub, sweep.rowSeconds() + sweep.faceScrubRowSeconds())));
    out.put("hours", PageNumbers.of(sweep.seconds() / HOUR));
    out.put("missing", labels(sweep.missing()));
    out.put("largest", label(largest));
    out.put("peak", PageNumbers.of(peak));
    out.put("faceScrubPeak", PageNumbers.of(sweep.faceScrubFactor() * peak));
    return out;
  }

  private static String hours(String what, double features, double rows) {
    return line(
        what,
        Stream.of(features, rows, features + rows)
            .map(seconds -> PageNumbers.of(seconds / HOUR))
            .toList());
  }
}
