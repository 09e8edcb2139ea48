package io.ddh.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplyTest {
  @Test
  void aLineGoesThereAndBack() {
    String line = WorkerReply.line(Map.of("images", 500, "seconds", 0.25));
    assertThat(WorkerReply.isReply(line)).isTrue();
    assertThat(WorkerReply.isReply("INFO: chatter")).isFalse();
    assertThat(WorkerReply.parse(line).rate("images")).isCloseTo(2000, within(1e-9));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> new WorkerReply(Map.of("map", "x")).number("map"))
        .hasMessageContaining("'map'");
    assertThatThrownBy(() -> WorkerReply.parse("= {")).hasMessageContaining("not an answer");
  }
}
