package io.ddh.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ddh.data.LabeledCodes;
import io.ddh.data.Progress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void everyKeyOfAnEvaluationHasAnEntryWithASource() {
    LabeledCodes codes = Fixtures.random(30, 12, 3, 1);
    Evaluation e = Evaluator.evaluate(codes, codes, new int[] {1, 20}, Progress.NONE);
    Stream.concat(e.metrics().keySet().stream(), e.curves().keySet().stream())
        .forEach(
            key -> {
              MetricInfo info = Metrics.find(key).orElseThrow();
              assertThat(info.key()).isEqualTo(key);
              assertThat(info.definition()).endsWith(".");
              assertThat(info.source().doi()).startsWith("10.");
            });
  }

  @Test
  void allAreFoundByTheirKeysInTheOrderOfTables() {
    assertThat(Metrics.all())
        .extracting(MetricInfo::key)
        .containsExactly(
            Metrics.MAP,
            Metrics.MAP_LOW,
            Metrics.MAP_HIGH,
            Metrics.PRECISION_RADIUS_2,
            Metrics.PRECISION_RECALL,
            Metrics.PRECISION_AT_N);
    assertThat(Metrics.all())
        .allSatisfy(info -> assertThat(Metrics.find(info.key())).contains(info));
  }

  @Test
  void keysOfPrecisionAtN() {
    assertThat(Metrics.precisionAt(100)).isEqualTo("precision.at.100");
    assertThat(Metrics.find("precision.at.100").orElseThrow().name()).isEqualTo("Precision at 100");
    assertThatIllegalArgumentException().isThrownBy(() -> Metrics.precisionAt(0));
  }

  @Test
  void unknownKeysAreNotFound() {
    assertThat(Metrics.find("precision.at.0")).isEmpty();
    assertThat(Metrics.find("precision.at.")).isEmpty();
    assertThat(Metrics.find("accuracy")).isEmpty();
  }
}
