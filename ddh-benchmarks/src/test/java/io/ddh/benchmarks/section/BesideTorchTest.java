package io.ddh.benchmarks.section;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.benchmarks.process.WorkerReply;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BesideTorchTest {
  private static WorkerReply side(int parameters, int bits) {
    return new WorkerReply(Map.of("parameters", parameters, "bits", bits));
  }

  @Test
  void bothSidesMustHaveOneNetwork() {
    assertThatCode(() -> BesideTorch.compare("DSH", side(500, 48), side(500, 48)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> BesideTorch.compare("DSH", side(500, 48), side(501, 48)))
        .hasMessage("DSH: parameters 500, in PyTorch 501");
    assertThatThrownBy(() -> BesideTorch.compare("DSH", side(500, 48), side(500, 24)))
        .hasMessage("DSH: bits 48, in PyTorch 24");
  }
}
