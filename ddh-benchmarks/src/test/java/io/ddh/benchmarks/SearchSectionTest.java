package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchSectionTest {
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
