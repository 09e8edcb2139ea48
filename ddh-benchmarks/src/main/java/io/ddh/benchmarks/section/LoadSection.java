package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Harness;
import io.ddh.benchmarks.harness.PageNumbers;
import io.ddh.benchmarks.harness.Reply;
import io.ddh.benchmarks.harness.Result;
import io.ddh.benchmarks.harness.Side;
import io.ddh.core.Parallel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Memory of a sweep of many cells in one process. */
final class LoadSection implements Section {
  private static final List<String> ROWS = List.of("lsh", "sh", "itq", "sdh", "itq+cnn", "ddh");
  private static final List<String> KEYS = List.of("resident ", "live ");

  /** Allowed growth from the second seed to the third; the first seed also loads classes. */
  private static final double SLACK_MB = 100;

  private static final double MOST_MB = 12 * 1024;

  @Override
  public String name() {
    return "load";
  }

  @Override
  public void measure(Harness harness) throws IOException {
    int people = harness.options().size("tiny", false) ? 6 : PAPER_PEOPLE;
    List<String> rows = ROWS.stream().filter(harness.options()::row).toList();
    String folder = harness.options().work().resolve(name()).toString();
    List<String> jvm = List.of("-Xms4g", "-XX:+AlwaysPreTouch");
    try (Side side = harness.java(Parallel.threads(), jvm, List.of(name(), folder))) {
      harness.say(name() + ": " + String.join(", ", rows));
      String sweep = "sweep " + people + " " + PAPER_EACH + " " + String.join(",", rows);
      record(harness, side.request(sweep), rows);
      harness.fact("people", people);
      harness.fact("images", people * PAPER_EACH);
    }
  }

  /** Records one number per seed. */
  static void record(Harness harness, Reply reply, List<String> rows) {
    harness.fact("rows", String.join(",", rows));
    harness.fact("heapMb", (int) reply.number("heapMb"));
    harness.number("peakMb", reply.number("peakMb"));
    for (String cell : cells(rows)) {
      for (String key : KEYS) {
        for (int seed = 1; seed <= 3; seed++) {
          harness.number(key + cell, reply.number(key + cell + "-s" + seed));
        }
      }
    }
  }

  private static List<String> cells(List<String> rows) {
    return rows.stream().flatMap(row -> Stream.of(row + "-12", row + "-48")).toList();
  }

  private static List<String> cells(Result result) {
    return cells(List.of(result.fact("rows").split(",", -1)));
  }

  /** Faults in words; empty if there are none. */
  static List<String> faults(Result result) {
    List<String> out = new ArrayList<>();
    if (result.median("peakMb") > MOST_MB) {
      out.add("more than 12 GiB resident");
    }
    for (String cell : cells(result)) {
      for (String key : KEYS) {
        List<Double> seeds = result.rounds().get(key + cell);
        if (seeds.get(2) > seeds.get(1) + SLACK_MB) {
          out.add(key + "memory grew at " + cell);
        }
      }
    }
    return out;
  }

  @Override
  public Map<String, Object> further(Result result) {
    List<String> rows =
        cells(result).stream()
            .map(
                cell ->
                    KEYS.stream()
                        .flatMap(key -> result.rounds().get(key + cell).stream())
                        .map(PageNumbers::of)
                        .collect(Collectors.joining(" | ", "| " + cell + " | ", " |")))
            .toList();
    String faults = String.join("; ", faults(result));
    return Map.of("cells", rows, "count", 3 * rows.size(), "faults", faults);
  }
}
