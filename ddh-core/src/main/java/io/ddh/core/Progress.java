package io.ddh.core;

/** Receives the progress of long work. Implementations must be cheap and thread-safe. */
@FunctionalInterface
public interface Progress {
  /** Ignores all reports. */
  Progress NONE = (what, done, total) -> {};

  /**
   * The state of the work.
   *
   * @param what short text, for example {@code epoch 3 loss 2.31}
   * @param done units done, ≥ 0
   * @param total units in all; ≤ 0 when unknown
   */
  void report(String what, long done, long total);
}
