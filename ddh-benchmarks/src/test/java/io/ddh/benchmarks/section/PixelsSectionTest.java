package io.ddh.benchmarks.section;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.benchmarks.process.WorkerReply;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PixelsSectionTest {
  private static WorkerReply found(int ones, int wrong) {
    return new WorkerReply(Map.of("bits", 10_000, "ones", ones, "wrong", wrong));
  }

  @Test
  void underTheSameWeightsBothSidesGiveTheSameCodes() {
    assertThatCode(() -> PixelsSection.compare("dsh", found(5_000, 10))).doesNotThrowAnyException();
    assertThatThrownBy(() -> PixelsSection.compare("dsh", found(5_000, 11)))
        .hasMessageContaining("dsh: under the same weights");
    assertThatThrownBy(() -> PixelsSection.compare("dsh", found(100, 0)))
        .as("codes that are nearly all alike")
        .hasMessageContaining("ones");
  }
}
