package io.ddh.benchmarks;

import io.ddh.core.Check;
import io.ddh.experiments.report.RowOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cost of the paper's whole sweep, extrapolated from what the rows cost at the size of YouTube
 * Faces. The sweep has two data sets, 17 rows and four code lengths; each length is taken to cost
 * as much as the measured one, and features are computed once per data set. FaceScrub's cost is
 * that of YouTube Faces times the ratio of the training images; as in the paper, it has no row
 * {@link #YOUTUBE_FACES_ONLY}.
 *
 * @param costs results of what was measured, by row
 * @param trainingImages that they were measured on
 */
record SweepEstimate(Map<String, Result> costs, int trainingImages) {
  /** Code lengths of the paper. */
  static final int LENGTHS = 4;

  /** Training images of FaceScrub. */
  static final int FACESCRUB_IMAGES = 104_000;

  /** Row that the paper has for YouTube Faces only. */
  static final String YOUTUBE_FACES_ONLY = "cnnh";

  /** Features that rows learn from, in the order of the tables. */
  static final List<String> FEATURES = List.of("lbp", "cnn");

  SweepEstimate {
    Check.atLeast("trainingImages", trainingImages, 1);
  }

  /** How many more epochs than were measured a run of the profile has at most. */
  static int furtherEpochs(Result cost) {
    Map<String, String> facts = cost.facts();
    int all = Integer.parseInt(facts.getOrDefault("profileEpochs", "0"));
    return all - Integer.parseInt(facts.getOrDefault("epochs", "0"));
  }

  /** Seconds of training with the profile's number of epochs; what is done once counts once. */
  static double trainSeconds(Result cost) {
    int more = furtherEpochs(cost);
    return cost.median("train") + (more > 0 ? more * cost.median("epoch") : 0);
  }

  /** Rows and features of the sweep that were not measured; the estimate leaves them out. */
  List<String> missing() {
    return Stream.concat(FEATURES.stream(), RowOrder.PAPER.stream())
        .filter(row -> !costs.containsKey(row))
        .toList();
  }

  /** Seconds of the features of YouTube Faces. */
  double featureSeconds() {
    return sum(FEATURES);
  }

  /** Seconds of all rows and lengths on YouTube Faces. */
  double rowSeconds() {
    return LENGTHS * sum(RowOrder.PAPER);
  }

  /** FaceScrub's cost as a multiple of that of YouTube Faces. */
  double faceScrubFactor() {
    return (double) FACESCRUB_IMAGES / trainingImages;
  }

  /** Seconds of the features of FaceScrub. */
  double faceScrubFeatureSeconds() {
    return faceScrubFactor() * featureSeconds();
  }

  /** Seconds of all rows and lengths on FaceScrub. */
  double faceScrubRowSeconds() {
    return faceScrubFactor() * (rowSeconds() - LENGTHS * sum(List.of(YOUTUBE_FACES_ONLY)));
  }

  /** Seconds of everything. */
  double seconds() {
    return featureSeconds() + rowSeconds() + faceScrubFeatureSeconds() + faceScrubRowSeconds();
  }

  /** The row or features with the largest peak memory; empty: nothing was measured. */
  Optional<String> largest() {
    return costs.keySet().stream()
        .max(Comparator.comparingDouble(row -> costs.get(row).median("peakMb")));
  }

  /** Seconds of a cell: full training, and encoding. */
  static double cellSeconds(Result cost) {
    return trainSeconds(cost) + cost.median("encode");
  }

  private double sum(List<String> rows) {
    return rows.stream()
        .filter(costs::containsKey)
        .mapToDouble(row -> cellSeconds(costs.get(row)))
        .sum();
  }
}
