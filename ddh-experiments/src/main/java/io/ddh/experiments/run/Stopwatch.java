package io.ddh.experiments.run;

import java.util.Map;
import java.util.TreeMap;

/** Seconds by stage. */
final class Stopwatch {
  private final Map<String, Double> seconds = new TreeMap<>();
  private long last = System.nanoTime();

  /**
   * Starts now.
   *
   * @param data seconds that reading the data set took before
   */
  Stopwatch(double data) {
    seconds.put("data", data);
  }

  /** Adds the time since the last call to the stage. */
  void lap(String stage) {
    long now = System.nanoTime();
    seconds.merge(stage, (now - last) / 1e9, Double::sum);
    last = now;
  }

  /** Adds seconds of an earlier process to a stage; 0 seconds add no stage. */
  void add(String stage, double earlier) {
    if (earlier > 0) {
      seconds.merge(stage, earlier, Double::sum);
    }
  }

  /** Seconds by stage, to the millisecond. */
  Map<String, Double> asMap() {
    Map<String, Double> out = new TreeMap<>();
    seconds.forEach((stage, s) -> out.put(stage, Math.round(s * 1000) / 1000.0));
    return out;
  }
}
