package io.ddh.experiments.console;

import io.ddh.core.Shown;

/** Formats amounts and times as the console shows them. */
public final class Units {
  private Units() {}

  /**
   * Formats a number with commas between thousands.
   *
   * @param number number to format
   * @return for example {@code 63,800}
   */
  public static String count(long number) {
    return Shown.format("%,d", number);
  }

  /**
   * Formats a number of bytes in a suitable decimal unit; 1 MB is a million bytes.
   *
   * @param bytes number of bytes, at least 0
   * @return for example {@code 1.5 MB}
   */
  public static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    if (bytes < 1_000_000) {
      return Shown.format("%.1f kB", bytes / 1e3);
    }
    return bytes < 1_000_000_000
        ? Shown.format("%.1f MB", bytes / 1e6)
        : Shown.format("%.2f GB", bytes / 1e9);
  }

  /**
   * Formats a duration.
   *
   * @param seconds duration in seconds, at least 0
   * @return {@code m:ss}, or {@code h:mm:ss} from one hour up
   */
  public static String clock(double seconds) {
    long s = Math.round(seconds);
    return s < 3600
        ? Shown.format("%d:%02d", s / 60, s % 60)
        : Shown.format("%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
  }
}
