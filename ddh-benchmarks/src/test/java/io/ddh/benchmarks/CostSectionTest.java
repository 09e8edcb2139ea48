package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CostSectionTest {
  private static Result result(Map<String, Object> reply) {
    Origin origin = new Origin("2026-01-02", "cpu", 2, "17", "os", "abc", "command");
    Recorder recorder = new Recorder();
    CostSection.record(recorder.harness(), new Reply(reply));
    return recorder.result("cost/tiny/row", origin);
  }

  @Test
  void theReplyIsKept() {
    Result network =
        result(
            Map.of(
                "rows",
                42,
                "train",
                10.5,
                "epochs",
                3,
                "profileEpochs",
                30,
                "epoch",
                2.5,
                "encode",
                1.5,
                "peakMb",
                700,
                "map",
                0.25));
    assertThat(network.facts())
        .containsOnly(
            Map.entry("rows", "42"),
            Map.entry("epochs", "3"),
            Map.entry("profileEpochs", "30"),
            Map.entry("map", "0.250"));
    assertThat(network.median("epoch")).isEqualTo(2.5);
    assertThat(network.median("peakMb")).isEqualTo(700);
    assertThat(result(Map.of("train", 1.0, "encode", 1.0, "peakMb", 5)).spread("epoch")).isEmpty();
  }

  @Test
  void selection() {
    Options all = Recorder.options("--skip=fasth");
    assertThat(all.row("ksh")).isTrue();
    assertThat(all.row("fasth")).isFalse();
    assertThat(all.size("lfw", true)).isTrue();
    assertThat(all.size("tiny", false)).isFalse();
    Options some = Recorder.options("--rows=ksh+cnn", "--sizes=tiny");
    assertThat(some.row("ksh+cnn")).isTrue();
    assertThat(some.row("ksh")).isFalse();
    assertThat(some.size("lfw", true)).isFalse();
    assertThat(some.size("tiny", false)).isTrue();
  }
}
