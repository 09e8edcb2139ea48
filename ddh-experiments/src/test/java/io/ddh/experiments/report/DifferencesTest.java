package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  @Test
  void pairedBySeedWithSampleDeviation() {
    List<Cell> cells =
        List.of(
            TestCells.done("d", "ddh", 12, 1, 0.5),
            TestCells.done("d", "ddh", 12, 2, 0.7),
            TestCells.done("d", "ddh", 12, 3, 0.9), // without a partner
            TestCells.done("d", "sdh+cnn", 12, 1, 0.6),
            TestCells.done("d", "sdh+cnn", 12, 2, 0.6),
            TestCells.failed("d", "sdh+cnn", 12, 3, "no"),
            TestCells.done("d", "sdh", 12, 1, 0.1));
    // differences −0.1 and +0.1: mean 0, sample deviation √0.02
    assertThat(ResultTable.of(cells, Metrics.MAP).deepMinusFeatures())
        .containsExactly("ddh minus sdh+cnn, paired by seed: 12 bits +0.0000 ± 0.1414.");
  }

  @Test
  void oneSeedHasNoDeviation() {
    assertThat(Sample.of(-0.25).signed()).isEqualTo("−0.2500");
  }

  @Test
  void referencesAreNeverTheBest() {
    List<Cell> cells =
        List.of(
            TestCells.done("d", "ddh", 12, 1, 0.5), TestCells.done("d", "class-id", 12, 1, 0.9));
    assertThat(ResultTable.of(cells, Metrics.MAP).best(12)).hasValue(0.5);
  }
}
