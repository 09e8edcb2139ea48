package io.ddh.benchmarks;

import io.ddh.core.Check;
import io.ddh.experiments.report.RowOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Estimated cost of the paper's whole sweep, extrapolated from the measured cost of the rows at the
 * size of YouTube Faces. The sweep has two data sets, 17 rows and four code lengths; each length is
 * assumed to cost as much as the measured length, and features are computed once per data set. The
 * cost on FaceScrub is the cost on YouTube Faces times the ratio of the numbers of training images;
 * as in the paper, FaceScrub has no row {@link #YOUTUBE_FACES_ONLY}.
 *
 * @param costs measured results of rows and features, by name
 * @param trainingImages number of training images on which the costs were measured
 */
record SweepEstimate(Map<String, Result> costs, int trainingImages) {
  /** Number of code lengths in the paper. */
  static final int LENGTHS = 4;

  /** Number of training images of FaceScrub in the paper. */
  static final int FACESCRUB_IMAGES = 104_000;

  /** The row that the paper reports for YouTube Faces only. */
  static final String YOUTUBE_FACES_ONLY = "cnnh";

  /** Features that rows learn from, in the order of the tables. */
  static final List<String> FEATURES = List.of("lbp", "cnn");

  SweepEstimate {
    Check.atLeast("trainingImages", trainingImages, 1);
  }

  /**
   * Returns the number of epochs that a run of the profile may have beyond those that were
   * measured; 0 if there are none.
   */
  static int furtherEpochs(Result cost) {
    Map<String, String> facts = cost.facts();
    int all = Integer.parseInt(facts.getOrDefault("profileEpochs", "0"));
    return all - Integer.parseInt(facts.getOrDefault("epochs", "0"));
  }

  /**
   * Returns the estimated time in seconds to train for the profile's number of epochs. Work that is
   * done only once per training run is counted once, not once per epoch.
   */
  static double trainSeconds(Result cost) {
    int more = furtherEpochs(cost);
    return cost.median("train") + (more > 0 ? more * cost.median("epoch") : 0);
  }

  /**
   * Returns the rows and features of the sweep that were not measured; the estimate leaves them
   * out.
   */
  List<String> missing() {
    return Stream.concat(FEATURES.stream(), RowOrder.PAPER.stream())
        .filter(row -> !costs.containsKey(row))
        .toList();
  }

  /** Returns the seconds that all features take on YouTube Faces. */
  double featureSeconds() {
    return sum(FEATURES);
  }

  /** Returns the seconds that all rows and code lengths take on YouTube Faces. */
  double rowSeconds() {
    return LENGTHS * sum(RowOrder.PAPER);
  }

  /** Returns the cost on FaceScrub as a multiple of the cost on YouTube Faces. */
  double faceScrubFactor() {
    return (double) FACESCRUB_IMAGES / trainingImages;
  }

  /** Returns the seconds that all features take on FaceScrub. */
  double faceScrubFeatureSeconds() {
    return faceScrubFactor() * featureSeconds();
  }

  /** Returns the seconds that all rows and code lengths take on FaceScrub. */
  double faceScrubRowSeconds() {
    return faceScrubFactor() * (rowSeconds() - LENGTHS * sum(List.of(YOUTUBE_FACES_ONLY)));
  }

  /**
   * Returns the seconds of the whole sweep, which include the features and rows of both data sets.
   */
  double seconds() {
    return featureSeconds() + rowSeconds() + faceScrubFeatureSeconds() + faceScrubRowSeconds();
  }

  /** Returns the row or features with the largest peak memory; empty if nothing was measured. */
  Optional<String> largest() {
    return costs.keySet().stream()
        .max(Comparator.comparingDouble(row -> costs.get(row).median("peakMb")));
  }

  /**
   * Returns the estimated seconds of a cell, which are those of the full training and of encoding.
   */
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
