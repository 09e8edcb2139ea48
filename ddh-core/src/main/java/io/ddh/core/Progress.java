package io.ddh.core;

/**
 * Receives progress reports from long-running work. Implementations must be cheap and thread-safe.
 */
@FunctionalInterface
public interface Progress {
  /** Ignores all reports. */
  Progress NONE = (what, done, total) -> {};

  /**
   * Reports how far the work has come.
   *
   * @param what short text about the current step, for example {@code epoch 3 loss 2.31}
   * @param done units of work done so far, ≥ 0
   * @param total units of work in total; ≤ 0 if unknown
   */
  void report(String what, long done, long total);
}
