package io.ddh.benchmarks.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects a section's numbers while it measures. */
public final class Recorder {
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Map<String, List<Double>> rounds = new LinkedHashMap<>();

  /** Notes a fact. */
  public void fact(String name, Object value) {
    facts.put(name, value.toString());
  }

  /** Adds a round of a measurement. */
  public void round(String name, double value) {
    rounds.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  /** All that was noted. */
  public Result result(String section, Origin origin) {
    return new Result(section, origin, facts, rounds);
  }
}
