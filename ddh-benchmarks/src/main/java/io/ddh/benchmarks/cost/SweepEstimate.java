package io.ddh.benchmarks.cost;

import io.ddh.core.Check;
import io.ddh.experiments.report.RowOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The paper's whole sweep, extrapolated from what the rows cost at the size of YouTube Faces: two
 * data sets, 17 rows, four lengths, each at the cost of the measured one; features are made once a
 * data set. FaceScrub's cost is YouTube Faces' by the ratio of the training images, and it goes
 * without {@link #YOUTUBE_FACES_ONLY}, as in the paper.
 *
 * @param costs of what was measured, by row
 * @param trainingImages that they were measured on
 */
public record SweepEstimate(Map<String, RowCost> costs, int trainingImages) {
  /** Code lengths of the paper. */
  public static final int LENGTHS = 4;

  /** Training images of FaceScrub. */
  public static final int FACESCRUB_IMAGES = 104_000;

  /** The row that the paper has on YouTube Faces alone. */
  public static final String YOUTUBE_FACES_ONLY = "cnnh";

  /** Features that rows learn from, in the order of the tables. */
  public static final List<String> FEATURES = List.of("lbp", "cnn");

  public SweepEstimate {
    Check.atLeast("trainingImages", trainingImages, 1);
    costs = Map.copyOf(costs);
  }

  /** Rows and features of the sweep that were not measured: the estimate is without them. */
  public List<String> missing() {
    return Stream.concat(FEATURES.stream(), RowOrder.PAPER.stream())
        .filter(row -> !costs.containsKey(row))
        .toList();
  }

  /** Seconds of the features of YouTube Faces. */
  public double featureSeconds() {
    return sum(FEATURES);
  }

  /** Seconds of all rows and lengths on YouTube Faces. */
  public double rowSeconds() {
    return LENGTHS * sum(RowOrder.PAPER);
  }

  /** How many times as much FaceScrub costs. */
  public double faceScrubFactor() {
    return (double) FACESCRUB_IMAGES / trainingImages;
  }

  /** Seconds of the features of FaceScrub. */
  public double faceScrubFeatureSeconds() {
    return faceScrubFactor() * featureSeconds();
  }

  /** Seconds of all rows and lengths on FaceScrub. */
  public double faceScrubRowSeconds() {
    List<String> rows =
        RowOrder.PAPER.stream().filter(row -> !row.equals(YOUTUBE_FACES_ONLY)).toList();
    return faceScrubFactor() * LENGTHS * sum(rows);
  }

  /** Seconds of everything. */
  public double seconds() {
    return featureSeconds() + rowSeconds() + faceScrubFeatureSeconds() + faceScrubRowSeconds();
  }

  /** What needs the most memory. */
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
