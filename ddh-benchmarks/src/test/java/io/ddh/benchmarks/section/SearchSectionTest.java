package io.ddh.benchmarks.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.benchmarks.harness.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchSectionTest {
  private static final Reply REPLY = new Reply(Map.of("distances", "ab"));

  @Test
  void allMustFindTheSameDistances() {
    assertThat(SearchSection.same("scan", "", REPLY)).isEqualTo("ab");
    assertThat(SearchSection.same("scan", "ab", REPLY)).isEqualTo("ab");
    assertThatThrownBy(() -> SearchSection.same("flat", "cd", REPLY)).hasMessageContaining("flat");
  }
}
