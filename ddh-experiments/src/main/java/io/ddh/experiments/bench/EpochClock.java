package io.ddh.experiments.bench;

import io.ddh.core.Progress;
import java.util.ArrayList;
import java.util.List;

/** Measures the time of each epoch from the progress that a training reports. */
public final class EpochClock implements Progress {
  private final int epochs;
  private final List<Double> seconds = new ArrayList<>();
  private long last = System.nanoTime();

  /**
   * Creates a clock and starts it. Only progress reports whose total is the number of epochs are
   * counted.
   *
   * @param epochs number of epochs of the training
   */
  public EpochClock(int epochs) {
    this.epochs = epochs;
  }

  @Override
  public synchronized void report(String what, long done, long total) {
    if (total == epochs && done == seconds.size() + 1) {
      long now = System.nanoTime();
      seconds.add((now - last) / 1e9);
      last = now;
    }
  }

  /** {@return the seconds that each epoch took, for the epochs that have ended so far} */
  public synchronized double[] seconds() {
    return seconds.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
