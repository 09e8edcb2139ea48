package io.ddh.benchmarks.cost;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.page.PageNumbers;
import io.ddh.benchmarks.result.Origin;
import io.ddh.benchmarks.result.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables of what rows cost. */
public final class CostTables {
  private static final String NOT_MEASURED = "not measured";
  private static final double HOUR = 3_600;

  private CostTables() {}

  /**
   * A table of a size and the origins of its rows.
   *
   * @param rows results by row, empty where a row was not measured; in the order of the table
   */
  public static void rows(Map<String, Optional<Result>> rows, Page page) {
    List<List<String>> cells = new ArrayList<>();
    rows.forEach((row, result) -> cells.add(row(row, result)));
    page.table(
        List.of("row", "epochs", "s an epoch", "train, s", "encode, s", "peak, MiB", "MAP"), cells);
    origins(rows, page);
  }

  private static List<String> row(String row, Optional<Result> result) {
    List<String> cells = new ArrayList<>();
    cells.add(label(row));
    if (result.isEmpty()) {
      cells.add(NOT_MEASURED);
      cells.addAll(Page.dashes(5));
      return cells;
    }
    RowCost cost = RowCost.of(row, result.get());
    boolean network = cost.epochs() > 0;
    cells.add(network ? cost.epochs() + " of " + cost.profileEpochs() : "–");
    cells.add(network ? PageNumbers.of(cost.epochSeconds()) : "–");
    String train = PageNumbers.of(cost.fullTrainSeconds());
    cells.add(cost.extrapolated() ? "≈ " + train : train);
    cells.add(PageNumbers.of(cost.encodeSeconds()));
    cells.add(PageNumbers.of(cost.peakMb()));
    cells.add(result.get().fact("map"));
    return cells;
  }

  private static String label(String row) {
    return SweepEstimate.FEATURES.contains(row) ? row + " features" : "`" + row + "`";
  }

  /** Peak memory of methods that learn from all vectors at once. */
  public static void fullBatch(Map<String, Optional<Result>> rows, Page page) {
    List<List<String>> cells = new ArrayList<>();
    rows.forEach(
        (row, result) ->
            cells.add(
                result
                    .map(
                        r ->
                            List.of(
                                label(row),
                                r.fact("bits"),
                                PageNumbers.of(r.median("train")),
                                PageNumbers.of(r.median("peakMb"))))
                    .orElse(List.of(label(row), NOT_MEASURED, "–", "–"))));
    page.table(List.of("row", "bits", "train, s", "peak, MiB"), cells);
    origins(rows, page);
  }

  /** Where the rows come from, those of one origin together. */
  private static void origins(Map<String, Optional<Result>> rows, Page page) {
    Map<Origin, List<String>> groups = new LinkedHashMap<>();
    rows.forEach(
        (row, result) ->
            result.ifPresent(
                r -> groups.computeIfAbsent(r.origin(), o -> new ArrayList<>()).add(label(row))));
    groups.forEach(
        (origin, names) -> {
          if (groups.size() > 1) {
            page.text(String.join(", ", names) + ":");
          }
          page.origin(origin);
        });
  }

  /** The estimate of the whole sweep. */
  public static void sweep(SweepEstimate sweep, Page page) {
    page.table(
        List.of("hours, extrapolated", "features", "rows × lengths", "both"),
        List.of(
            hours("YouTube Faces", sweep.featureSeconds(), sweep.rowSeconds()),
            hours("FaceScrub", sweep.faceScrubFeatureSeconds(), sweep.faceScrubRowSeconds()),
            hours(
                "both",
                sweep.featureSeconds() + sweep.faceScrubFeatureSeconds(),
                sweep.rowSeconds() + sweep.faceScrubRowSeconds())));
    String without =
        sweep.missing().stream().map(CostTables::label).collect(Collectors.joining(", "));
    page.text(
        "Extrapolated: **"
            + PageNumbers.of(sweep.seconds() / HOUR)
            + " hours** (to stay below: 36)."
            + (without.isEmpty() ? "" : " Without what was not measured: " + without + ".")
            + sweep
                .largest()
                .map(
                    cost ->
                        " The largest peak memory above, that of "
                            + label(cost.row())
                            + ", is **"
                            + PageNumbers.of(cost.peakMb())
                            + " MiB**; were it to grow as the training images do, FaceScrub would"
                            + " take "
                            + PageNumbers.of(sweep.faceScrubFactor() * cost.peakMb())
                            + " MiB (to stay below: 12 GB).")
                .orElse(""));
  }

  private static List<String> hours(String what, double features, double rows) {
    return List.of(
        what,
        PageNumbers.of(features / HOUR),
        PageNumbers.of(rows / HOUR),
        PageNumbers.of((features + rows) / HOUR));
  }
}
