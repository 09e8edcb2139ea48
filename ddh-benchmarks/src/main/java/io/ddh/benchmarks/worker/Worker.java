package io.ddh.benchmarks.worker;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Handles the requests of one child process, one at a time. */
interface Worker {
  /**
   * Handles a request.
   *
   * @param request words of the request line
   * @return values of the reply
   */
  Map<String, ?> answer(List<String> request) throws IOException;

  /** The exception for an unknown request. */
  static IllegalArgumentException unknown(List<String> request) {
    return new IllegalArgumentException("unknown request: " + String.join(" ", request));
  }

  /** Seconds since a {@code System.nanoTime()}. */
  static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
