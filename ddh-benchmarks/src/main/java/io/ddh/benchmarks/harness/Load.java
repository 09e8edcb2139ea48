package io.ddh.benchmarks.harness;

import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/**
 * Load of the machine around a measurement: the average over one minute.
 *
 * @param before the measurement, when nothing of ours ran; negative: not known
 * @param after the measurement, whose own threads count
 * @param cores that our own threads may keep busy
 */
public record Load(double before, double after, int cores) {
  /** Other programs' load above which a ratio of two times means little. */
  public static final double MOST = 1.5;

  private static final int CHECKS = 24;
  private static final long PAUSE_MILLIS = 5_000;

  /** The load average now. */
  static double now() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /**
   * Waits, two minutes at most, until the average no longer holds the work of the section before.
   *
   * @return the load average then
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

  /** Whether other programs had more than {@link #MOST} in their use. */
  public boolean busy() {
    return before > MOST || after > cores + MOST;
  }
}
