package io.ddh.benchmarks.cost;

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
 * @param costs of what was measured, by row
 * @param trainingImages that they were measured on
 */
public record SweepEstimate(Map<String, RowCost> costs, int trainingImages) {
  /** Code lengths of the paper. */
  public static final int LENGTHS = 4;

  /** Training images of FaceScrub. */
  public static final int FACESCRUB_IMAGES = 104_000;

  /** Row that the paper has for YouTube Faces only. */
  public static final String YOUTUBE_FACES_ONLY = "cnnh";

  /** Features that rows learn from, in the order of the tables. */
  public static final List<String> FEATURES = List.of("lbp", "cnn");

  /**
   * Copies the costs.
   *
   * @param costs of what was measured, by row
   * @param trainingImages that they were measured on
   */
  public SweepEstimate {
    Check.atLeast("trainingImages", trainingImages, 1);
    costs = Map.copyOf(costs);
  }

  /**
   * {@return rows and features of the sweep that were not measured; the estimate leaves them out}
   */
  public List<String> missing() {
    return Stream.concat(FEATURES.stream(), RowOrder.PAPER.stream())
        .filter(row -> !costs.containsKey(row))
        .toList();
  }

  /** {@return seconds of the features of YouTube Faces} */
  public double featureSeconds() {
    return sum(FEATURES);
  }

  /** {@return seconds of all rows and lengths on YouTube Faces} */
  public double rowSeconds() {
    return LENGTHS * sum(RowOrder.PAPER);
  }

  /** {@return FaceScrub's cost as a multiple of that of YouTube Faces} */
  public double faceScrubFactor() {
    return (double) FACESCRUB_IMAGES / trainingImages;
  }

  /** {@return seconds of the features of FaceScrub} */
  public double faceScrubFeatureSeconds() {
    return faceScrubFactor() * featureSeconds();
  }

  /** {@return seconds of all rows and lengths on FaceScrub} */
  public double faceScrubRowSeconds() {
    List<String> rows =
        RowOrder.PAPER.stream().filter(row -> !row.equals(YOUTUBE_FACES_ONLY)).toList();
    return faceScrubFactor() * LENGTHS * sum(rows);
  }

  /** {@return seconds of everything} */
  public double seconds() {
    return featureSeconds() + rowSeconds() + faceScrubFeatureSeconds() + faceScrubRowSeconds();
  }

  /** {@return the row or features with the largest peak memory; empty: nothing was measured} */
  public Optional<RowCost> largest() {
    return costs.values().stream().max(Comparator.comparingDouble(RowCost::peakMb));
  }

  private double sum(List<String> rows) {
    return rows.stream()
        .filter(costs::containsKey)
        .mapToDouble(r -> costs.get(r).cellSeconds())
        .sum();
  }
}
