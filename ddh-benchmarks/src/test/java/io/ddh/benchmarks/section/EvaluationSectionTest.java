package io.ddh.benchmarks.section;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.benchmarks.process.WorkerReply;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationSectionTest {
  private static final WorkerReply OURS =
      new WorkerReply(Map.of("map", 0.5, "low", 0.4, "high", 0.6));

  private static WorkerReply numpy(double expected, double sorted) {
    return new WorkerReply(Map.of("expected", expected, "map", sorted));
  }

  @Test
  void bothSidesMustAgree() {
    assertThatCode(() -> EvaluationSection.compare(OURS, numpy(0.5, 0.41)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> EvaluationSection.compare(OURS, numpy(0.5001, 0.5)))
        .hasMessageContaining("0.5001");
    assertThatThrownBy(() -> EvaluationSection.compare(OURS, numpy(0.5, 0.61)))
        .hasMessageContaining("not within");
  }
}
