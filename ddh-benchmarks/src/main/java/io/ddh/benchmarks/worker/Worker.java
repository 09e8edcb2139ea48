package io.ddh.benchmarks.worker;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Answers requests, one at a time. */
interface Worker {
  /**
   * Does what a line asks for.
   *
   * @param request its words
   * @return the answer's values
   */
  Map<String, ?> answer(List<String> request) throws IOException;

  /** A request that the worker does not know. */
  static IllegalArgumentException unknown(List<String> request) {
    return new IllegalArgumentException("unknown request: " + String.join(" ", request));
  }

  /** Seconds since a {@code System.nanoTime()}. */
  static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
