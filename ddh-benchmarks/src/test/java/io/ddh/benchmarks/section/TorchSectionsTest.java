package io.ddh.benchmarks.section;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.benchmarks.harness.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TorchSectionsTest {
  private static Reply side(int parameters, int bits) {
    return new Reply(Map.of("parameters", parameters, "bits", bits));
  }

  @Test
  void bothSidesMustHaveOneNetwork() {
    assertThatCode(() -> TorchSections.sameNetwork("DSH", side(500, 48), side(500, 48)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> TorchSections.sameNetwork("DSH", side(500, 48), side(501, 48)))
        .hasMessage("DSH: parameters 500, in PyTorch 501");
    assertThatThrownBy(() -> TorchSections.sameNetwork("DSH", side(500, 48), side(500, 24)))
        .hasMessage("DSH: bits 48, in PyTorch 24");
  }

  private static Reply found(int ones, int wrong) {
    return new Reply(Map.of("bits", 10_000, "ones", ones, "wrong", wrong));
  }

  @Test
  void underTheSameWeightsBothSidesGiveTheSameCodes() {
    assertThatCode(() -> TorchSections.sameCodes("dsh", found(5_000, 10)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> TorchSections.sameCodes("dsh", found(5_000, 11)))
        .hasMessageContaining("dsh: under the same weights");
    assertThatThrownBy(() -> TorchSections.sameCodes("dsh", found(100, 0)))
        .as("codes that are nearly all alike")
        .hasMessageContaining("ones");
  }
}
