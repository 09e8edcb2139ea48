package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherSidesTest {
  private static final Reply OURS = new Reply(Map.of("map", 0.5, "low", 0.4, "high", 0.6));

  private static Reply side(int parameters, int bits) {
    return new Reply(Map.of("parameters", parameters, "bits", bits));
  }

  @Test
  void bothSidesMustHaveOneNetwork() {
    assertThatCode(() -> OtherSides.sameNetwork("DSH", side(500, 48), side(500, 48)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> OtherSides.sameNetwork("DSH", side(500, 48), side(501, 48)))
        .hasMessage("DSH: 500 parameters in DDH, but 501 in PyTorch");
    assertThatThrownBy(() -> OtherSides.sameNetwork("DSH", side(500, 48), side(500, 24)))
        .hasMessage("DSH: 48 bits in DDH, but 24 in PyTorch");
  }

  private static Reply found(int ones, int wrong) {
    return new Reply(Map.of("bits", 10_000, "ones", ones, "wrong", wrong));
  }

  @Test
  void underTheSameWeightsBothSidesGiveTheSameCodes() {
    assertThatCode(() -> OtherSides.sameCodes("dsh", found(5_000, 10))).doesNotThrowAnyException();
    assertThatThrownBy(() -> OtherSides.sameCodes("dsh", found(5_000, 11)))
        .hasMessageContaining("dsh: with the same weights");
    assertThatThrownBy(() -> OtherSides.sameCodes("dsh", found(100, 0)))
        .as("codes that are nearly all alike")
        .hasMessageContaining("ones");
  }

  private static Reply numpy(double expected, double sorted) {
    return new Reply(Map.of("expected", expected, "map", sorted));
  }

  @Test
  void bothSidesMustAgree() {
    assertThatCode(() -> OtherSides.compare(OURS, numpy(0.5, 0.41))).doesNotThrowAnyException();
    assertThatThrownBy(() -> OtherSides.compare(OURS, numpy(0.5001, 0.5)))
        .hasMessageContaining("0.5001");
    assertThatThrownBy(() -> OtherSides.compare(OURS, numpy(0.5, 0.61)))
        .hasMessageContaining("not between");
  }

  @Test
  void pixelsMustBeNearPillows() {
    byte[] ours = {0, 100, (byte) 255, 7};
    assertThat(OtherSides.compare(ours, new byte[] {2, 98, (byte) 251, 7})).isEqualTo(2);
    assertThatThrownBy(() -> OtherSides.compare(ours, new byte[] {100, 100, 0, 7}))
        .hasMessageContaining("88.75 grey levels");
    assertThatThrownBy(() -> OtherSides.compare(ours, new byte[3]))
        .hasMessageContaining("4 bytes of pixels in DDH, 3 in Pillow");
    assertThatThrownBy(() -> OtherSides.compare(new byte[0], new byte[0]))
        .hasMessageContaining("0 bytes");
  }

  @Test
  void aPackedFileMustKeepTheDigest() {
    Reply packed = new Reply(Map.of("digest", "aa"));
    assertThatCode(() -> Harness.same("packed file", packed, new Reply(Map.of("digest", "aa"))))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Harness.same("packed file", packed, new Reply(Map.of("digest", "ab"))))
        .hasMessageContaining("aa")
        .hasMessageContaining("ab");
  }

  private static Reply digest(String text) {
    return new Reply(Map.of("digest", text));
  }

  @Test
  void allMustFindTheSameDistances() {
    assertThatCode(() -> Harness.same("scan", digest("ab"), digest("ab")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Harness.same("flat", digest("cd"), digest("ab")))
        .hasMessageContaining("flat");
  }
}
