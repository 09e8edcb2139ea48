package io.ddh.experiments.bench;

import io.ddh.core.Progress;
import java.util.ArrayList;
import java.util.List;

/** Takes the time of each epoch from what a training reports, so it works for every method. */
public final class EpochClock implements Progress {
  private final int epochs;
  private final List<Double> seconds = new ArrayList<>();
  private long last = System.nanoTime();

  /** For a training of so many epochs; reports of anything else are not epochs. */
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

  /** Seconds of each epoch so far. */
  public synchronized double[] seconds() {
    return seconds.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
