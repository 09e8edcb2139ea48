package io.ddh.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  /** printf '1\0lfw10\0ddh\00048' | sha256sum | cut -c1-16, and printf 1 | sha256sum. */
  @Test
  void referenceValues() {
    assertThat(Seeds.derive(1)).isEqualTo(0x6b86b273ff34fce1L);
    assertThat(Seeds.derive(1, "lfw10", "ddh", 48)).isEqualTo(0xeac7de9761c7f1daL);
  }

  @Test
  void partsAreKeptApart() {
    Set<Long> seeds = new HashSet<>();
    assertThat(seeds.add(Seeds.derive(1, "ab", "c"))).isTrue();
    assertThat(seeds.add(Seeds.derive(1, "a", "bc"))).isTrue();
    assertThat(seeds.add(Seeds.derive(1, "abc"))).isTrue();
    assertThat(seeds.add(Seeds.derive(2, "abc"))).isTrue();
    assertThat(seeds.add(Seeds.derive(-1, "abc"))).isTrue();
    assertThat(Seeds.derive(1, 12)).isEqualTo(Seeds.derive(1, "12"));
  }
}
