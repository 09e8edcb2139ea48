package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TorchSectionsTest {
  private static Reply side(int parameters, int bits) {
    return new Reply(Map.of("parameters", parameters, "bits", bits));
  }

  @Test
  void bothSidesMustHaveOneNetwork() {
    assertThatCode(() -> OtherSides.sameNetwork("DSH", side(500, 48), side(500, 48)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> OtherSides.sameNetwork("DSH", side(500, 48), side(501, 48)))
        .hasMessage("DSH: parameters 500, in PyTorch 501");
    assertThatThrownBy(() -> OtherSides.sameNetwork("DSH", side(500, 48), side(500, 24)))
        .hasMessage("DSH: bits 48, in PyTorch 24");
  }

  private static Reply found(int ones, int wrong) {
    return new Reply(Map.of("bits", 10_000, "ones", ones, "wrong", wrong));
  }

  @Test
  void underTheSameWeightsBothSidesGiveTheSameCodes() {
    assertThatCode(() -> OtherSides.sameCodes("dsh", found(5_000, 10))).doesNotThrowAnyException();
    assertThatThrownBy(() -> OtherSides.sameCodes("dsh", found(5_000, 11)))
        .hasMessageContaining("dsh: under the same weights");
    assertThatThrownBy(() -> OtherSides.sameCodes("dsh", found(100, 0)))
        .as("codes that are nearly all alike")
        .hasMessageContaining("ones");
  }
}
