package io.ddh.core;

/** Where long work reports to. Implementations must be cheap and thread-safe. */
@FunctionalInterface
public interface Progress {
  /** Reports to nobody. */
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
