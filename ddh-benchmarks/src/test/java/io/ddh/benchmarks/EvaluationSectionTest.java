package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationSectionTest {
  private static final Reply OURS = new Reply(Map.of("map", 0.5, "low", 0.4, "high", 0.6));

  private static Reply numpy(double expected, double sorted) {
    return new Reply(Map.of("expected", expected, "map", sorted));
  }

  @Test
  void bothSidesMustAgree() {
    assertThatCode(() -> OtherSides.compare(OURS, numpy(0.5, 0.41))).doesNotThrowAnyException();
    assertThatThrownBy(() -> OtherSides.compare(OURS, numpy(0.5001, 0.5)))
        .hasMessageContaining("0.5001");
    assertThatThrownBy(() -> OtherSides.compare(OURS, numpy(0.5, 0.61)))
        .hasMessageContaining("not within");
  }
}
