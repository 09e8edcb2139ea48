package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.experiments.report.RowOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepEstimateTest {
  private static final double EXACT = 1e-9;

  private static Result once(double train, double encode, double peak) {
    Recorder out = new Recorder();
    out.round("train", train);
    out.round("encode", encode);
    out.round("peakMb", peak);
    return out.result("row", Recorder.NOWHERE);
  }

  private static Result network(
      double train, int epochs, double epoch, int profileEpochs, double encode) {
    Recorder out = new Recorder();
    out.fact("epochs", epochs);
    out.fact("profileEpochs", profileEpochs);
    out.round("train", train);
    out.round("epoch", epoch);
    out.round("encode", encode);
    out.round("peakMb", 400);
    return out.result("row", Recorder.NOWHERE);
  }

  @Test
  void trainingIsExtrapolatedByFurtherEpochsOnly() {
    Result cost = network(40, 3, 12, 100, 5); // 16 s are not those of an epoch
    assertThat(SweepEstimate.furtherEpochs(cost)).isEqualTo(97);
    assertThat(SweepEstimate.trainSeconds(cost)).isEqualTo(40 + 97 * 12);
    assertThat(SweepEstimate.cellSeconds(cost)).isEqualTo(40 + 97 * 12 + 5);
  }

  @Test
  void whatRanWholeIsNotExtrapolated() {
    Result network = network(40, 3, 12, 3, 5);
    assertThat(SweepEstimate.furtherEpochs(network)).isZero();
    assertThat(SweepEstimate.trainSeconds(network)).isEqualTo(40);
    Result shallow = once(12, 1, 100);
    assertThat(SweepEstimate.furtherEpochs(shallow)).isZero();
    assertThat(SweepEstimate.trainSeconds(shallow)).isEqualTo(12);
  }

  @Test
  void fourLengthsOfEachRowAndFeaturesOnce() {
    SweepEstimate sweep =
        new SweepEstimate(
            Map.of(
                "cnn", network(30, 3, 10, 5, 2), // 52 s
                "lbp", once(0, 1, 300),
                "itq", once(12, 1, 100),
                "cnnh", once(100, 7, 800),
                "ddh+aug", once(1e9, 1e9, 900)), // no row of the paper
            52_000);
    assertThat(sweep.featureSeconds()).isCloseTo(53, within(EXACT));
    assertThat(sweep.rowSeconds()).isCloseTo(4 * (13 + 107), within(EXACT));
    assertThat(sweep.faceScrubFactor()).isEqualTo(2);
    assertThat(sweep.faceScrubFeatureSeconds()).isCloseTo(106, within(EXACT));
    assertThat(sweep.faceScrubRowSeconds()).isCloseTo(2 * 4 * 13, within(EXACT));
    assertThat(sweep.seconds()).isCloseTo(53 + 480 + 106 + 104, within(EXACT));
    assertThat(sweep.largest()).hasValue("ddh+aug");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(new SweepEstimate(Map.of("itq", once(1, 1, 1)), 1).missing())
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
