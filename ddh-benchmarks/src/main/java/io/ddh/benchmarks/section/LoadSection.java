package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Bench;
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
  public void measure(Bench bench) throws IOException {
    int people = bench.options().size("tiny", false) ? 6 : PAPER_PEOPLE;
    List<String> rows = ROWS.stream().filter(bench.options()::row).toList();
    String folder = bench.options().work().resolve(name()).toString();
    List<String> jvm = List.of("-Xms4g", "-XX:+AlwaysPreTouch");
    try (Side side = bench.java(Parallel.threads(), jvm, List.of(name(), folder))) {
      bench.say(name() + ": " + String.join(", ", rows));
      String sweep = "sweep " + people + " " + PAPER_EACH + " " + String.join(",", rows);
      record(bench, side.request(sweep), rows);
      bench.fact("people", people);
      bench.fact("images", people * PAPER_EACH);
    }
  }

  /** Records one number per seed. */
  static void record(Bench bench, Reply reply, List<String> rows) {
    bench.fact("rows", String.join(",", rows));
    bench.fact("heapMb", (int) reply.number("heapMb"));
    bench.number("peakMb", reply.number("peakMb"));
    for (String cell : cells(rows)) {
      for (String key : KEYS) {
        for (int seed = 1; seed <= 3; seed++) {
          bench.number(key + cell, reply.number(key + cell + "-s" + seed));
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
