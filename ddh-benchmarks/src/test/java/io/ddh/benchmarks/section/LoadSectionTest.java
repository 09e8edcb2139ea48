package io.ddh.benchmarks.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.benchmarks.harness.Origin;
import io.ddh.benchmarks.harness.Recorder;
import io.ddh.benchmarks.harness.Reply;
import io.ddh.benchmarks.harness.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class LoadSectionTest {
  /**
   * Two cells a seed, of which the first holds less; the last one's resident memory and the peak
   * are given.
   */
  private static Result result(double last, double peak) {
    Map<String, Object> answer = new HashMap<>(Map.of("heapMb", 4096, "peakMb", peak));
    for (int seed = 1; seed <= 3; seed++) {
      for (String cell : List.of("lsh-12-s", "lsh-48-s")) {
        answer.put("resident " + cell + seed, seed == 1 ? 4000.0 : 5000.0);
        answer.put("live " + cell + seed, 300.0);
      }
    }
    answer.put("resident lsh-48-s3", last);
    Recorder recorder = new Recorder();
    LoadSection.record(recorder.harness(), new Reply(answer), List.of("lsh"));
    Origin origin = new Origin("2026-01-02", "cpu", 2, "17", "os", "abc", "command");
    return recorder.result("load", origin);
  }

  @Test
  void growthAndMoreThanTwelveGigabytesAreFaults() {
    assertThat(LoadSection.faults(result(5100, 6000))).isEmpty();
    assertThat(LoadSection.faults(result(5101, 6000)))
        .containsExactly("resident memory grew at lsh-48");
    assertThat(LoadSection.faults(result(5000, 12_289)))
        .containsExactly("more than 12 GiB resident");
  }

  @Test
  void eachCellIsARow() {
    Map<String, Object> values = new LoadSection().further(result(5200, 6000));
    assertThat(values)
        .containsEntry("count", 6)
        .containsEntry("faults", "resident memory grew at lsh-48");
    assertThat(values.get("cells"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .contains("| lsh-48 | 4,000 | 5,000 | 5,200 | 300 | 300 | 300 |");
  }
}
