package io.ddh.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void everyKeyOfAnEvaluationHasAnEntryWithASource() {
    LabeledCodes codes = Fixtures.random(30, 12, 3, 1);
    Evaluation e =
        Evaluator.evaluate(codes, codes, new int[] {1, 20}, new int[] {7}, Progress.NONE);
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
            Metrics.MAP_AT_BY_HITS,
            Metrics.MAP_AT_BY_RELEVANT,
            Metrics.PRECISION_RECALL_POOLED,
            Metrics.PRECISION_RECALL_RANKING,
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
  void keysOfMapOfTheFirst() {
    assertThat(Metrics.mapAtByHits(100)).isEqualTo("map@100/hits");
    assertThat(Metrics.mapAtByRelevant(100)).isEqualTo("map@100/relevant");
    assertThat(Metrics.find("map@100/hits").orElseThrow().name()).isEqualTo("MAP@100 by hits");
    assertThat(Metrics.find("map@0/hits")).isEmpty();
    assertThat(Metrics.find("map@100")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> Metrics.mapAtByRelevant(0));
  }

  @Test
  void unknownKeysAreNotFound() {
    assertThat(Metrics.find("precision.at.0")).isEmpty();
    assertThat(Metrics.find("precision.at.")).isEmpty();
    assertThat(Metrics.find("accuracy")).isEmpty();
  }
}
