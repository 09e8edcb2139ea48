package io.ddh.experiments.console;

/** What the console gets. */
public enum ConsoleStyle {
  /** A line updated in place. */
  TERMINAL(200_000_000L),
  /** Lines for a file. */
  PLAIN(10_000_000_000L),
  /** Errors and the outcome. */
  QUIET(Long.MAX_VALUE);

  private final long interval;

  ConsoleStyle(long interval) {
    this.interval = interval;
  }

  /** Nanoseconds from one showing of progress to the next. */
  public long interval() {
    return interval;
  }
}
