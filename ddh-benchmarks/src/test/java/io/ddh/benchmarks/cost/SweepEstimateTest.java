package io.ddh.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.experiments.report.RowOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepEstimateTest {
  private static final double EXACT = 1e-9;

  private static RowCost once(String row, double train, double encode, double peak) {
    return new RowCost(row, train, 0, 0, 0, encode, peak);
  }

  @Test
  void trainingIsExtrapolatedByFurtherEpochsOnly() {
    RowCost cost = new RowCost("ddh", 40, 3, 12, 100, 5, 900); // 16 s are not those of an epoch
    assertThat(cost.extrapolated()).isTrue();
    assertThat(cost.fullTrainSeconds()).isEqualTo(40 + 97 * 12);
    assertThat(cost.cellSeconds()).isEqualTo(40 + 97 * 12 + 5);
  }

  @Test
  void whatRanWholeIsNotExtrapolated() {
    RowCost network = new RowCost("ddh", 40, 3, 12, 3, 5, 900);
    assertThat(network.extrapolated()).isFalse();
    assertThat(network.fullTrainSeconds()).isEqualTo(40);
    RowCost shallow = once("itq", 12, 1, 100);
    assertThat(shallow.extrapolated()).isFalse();
    assertThat(shallow.fullTrainSeconds()).isEqualTo(12);
  }

  @Test
  void fourLengthsOfEachRowAndFeaturesOnce() {
    SweepEstimate sweep =
        new SweepEstimate(
            Map.of(
                "cnn", new RowCost("cnn", 30, 3, 10, 5, 2, 400), // 52 s
                "lbp", once("lbp", 0, 1, 300),
                "itq", once("itq", 12, 1, 100),
                "cnnh", once("cnnh", 100, 7, 800),
                "ddh+aug", once("ddh+aug", 1e9, 1e9, 900)), // no row of the paper
            52_000);
    assertThat(sweep.featureSeconds()).isCloseTo(53, within(EXACT));
    assertThat(sweep.rowSeconds()).isCloseTo(4 * (13 + 107), within(EXACT));
    assertThat(sweep.faceScrubFactor()).isEqualTo(2);
    assertThat(sweep.faceScrubFeatureSeconds()).isCloseTo(106, within(EXACT));
    assertThat(sweep.faceScrubRowSeconds()).isCloseTo(2 * 4 * 13, within(EXACT));
    assertThat(sweep.seconds()).isCloseTo(53 + 480 + 106 + 104, within(EXACT));
    assertThat(sweep.largest()).map(RowCost::row).hasValue("ddh+aug");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(new SweepEstimate(Map.of("itq", once("itq", 1, 1, 1)), 1).missing())
        .hasSize(RowOrder.PAPER.size() + 1)
        .startsWith("lbp", "cnn", "lsh", "sh", "bre")
        .doesNotContain("itq", "ddh+aug");
    assertThatThrownBy(() -> new SweepEstimate(Map.of(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSweepHasThePapersRows() {
    assertThat(RowOrder.PAPER).hasSize(17).doesNotHaveDuplicates();
  }
}
