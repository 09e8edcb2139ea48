package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadingSectionTest {
  @Test
  void pixelsMustBeNearPillows() {
    byte[] ours = {0, 100, (byte) 255, 7};
    assertThat(OtherSides.compare(ours, new byte[] {2, 98, (byte) 251, 7})).isEqualTo(2);
    assertThatThrownBy(() -> OtherSides.compare(ours, new byte[] {100, 100, 0, 7}))
        .hasMessageContaining("88.75 grey levels");
    assertThatThrownBy(() -> OtherSides.compare(ours, new byte[3]))
        .hasMessageContaining("4 bytes of pixels, by Pillow 3");
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
}
