package io.ddh.benchmarks.harness;

import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/**
 * Load average (one minute) of the machine around a measurement.
 *
 * @param before load before the measurement started; negative if unknown
 * @param after load at the end of the measurement; includes the measurement's own threads
 * @param cores number of cores, which the measurement's own threads may keep busy
 */
public record Load(double before, double after, int cores) {
  /** Load from other programs above which a ratio of two times is not meaningful. */
  public static final double MOST = 1.5;

  private static final int CHECKS = 24;
  private static final long PAUSE_MILLIS = 5_000;

  /** {@return the current load average} */
  public static double now() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /**
   * Waits, at most two minutes, until the previous section's work no longer counts in the load
   * average.
   *
   * @param say receives the progress
   * @return the load average after the wait
   */
  public static double calm(Consumer<String> say) {
    for (int i = 0; i < CHECKS && now() > MOST / 2; i++) {
      if (i == 0) {
        say.accept("waiting for a lower load average");
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return now();
  }

  /** {@return whether other programs caused a load of more than {@link #MOST}} */
  public boolean busy() {
    return before > MOST || after > cores + MOST;
  }
}
