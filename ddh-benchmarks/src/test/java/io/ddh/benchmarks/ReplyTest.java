package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplyTest {
  @Test
  void aLineGoesThereAndBack() throws JsonProcessingException {
    String line = Reply.line(Map.of("images", 500, "seconds", 0.25));
    assertThat(Reply.isReply(line)).isTrue();
    assertThat(Reply.isReply("INFO: chatter")).isFalse();
    assertThat(Reply.parse(line).rate("images")).isCloseTo(2000, within(1e-9));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> new Reply(Map.of("map", "x")).number("map"))
        .hasMessageContaining("'map'");
    assertThatThrownBy(() -> Reply.parse("= {")).hasMessageContaining("not a reply");
  }
}
