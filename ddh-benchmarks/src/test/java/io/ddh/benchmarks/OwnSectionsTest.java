package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class OwnSectionsTest {
  /**
   * Two cells a seed, of which the first holds less; the last one's resident memory and the peak
   * are given.
   */
  private static Result result(double last, double peak) {
    Map<String, Object> reply = new LinkedHashMap<>(Map.of("heapMb", 4096, "peakMb", peak));
    for (int seed = 1; seed <= 3; seed++) {
      for (String cell : List.of("lsh-12-s", "lsh-48-s")) {
        reply.put("resident " + cell + seed, seed == 1 ? 4000.0 : 5000.0);
        reply.put("live " + cell + seed, 300.0);
      }
    }
    reply.put("resident lsh-48-s3", last);
    Recorder recorder = new Recorder();
    OwnSections.recordLoad(recorder.harness(), new Reply(reply), "lsh");
    Origin origin = new Origin("2026-01-02", "cpu", 2, "17", "os", "abc", "command");
    return recorder.result("load", origin);
  }

  private static Object faults(double last, double peak) {
    return OwnSections.loadRows(result(last, peak)).get("faults");
  }

  @Test
  void growthAndMoreThanTwelveGigabytesAreFaults() {
    assertThat(faults(5100, 6000)).isEqualTo("");
    assertThat(faults(5101, 6000)).isEqualTo("resident memory grew at lsh-48");
    assertThat(faults(5000, 12_289)).isEqualTo("more than 12 GiB resident");
  }

  @Test
  void eachCellIsARow() {
    Map<String, Object> values = OwnSections.loadRows(result(5200, 6000));
    assertThat(values)
        .containsEntry("count", 6)
        .containsEntry("faults", "resident memory grew at lsh-48");
    assertThat(values.get("cells"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .contains("| lsh-48 | 4,000 | 5,000 | 5,200 | 300 | 300 | 300 |");
  }
}
