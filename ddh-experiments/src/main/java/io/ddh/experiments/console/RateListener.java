package io.ddh.experiments.console;

import io.ddh.core.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows something that goes through many things: how many, how many a second, how long it will
 * take. On a terminal one line updated in place, elsewhere a plain line every ten seconds.
 */
public final class RateListener implements Progress {
  private final TerminalLine shown;
  private final LongSupplier nanos;
  private final long interval;
  private long start;
  private long first = -1;
  private long next;

  RateListener(PrintWriter out, ConsoleStyle style, LongSupplier nanos) {
    shown = new TerminalLine(out, style);
    this.nanos = nanos;
    interval = style.interval();
  }

  @Override
  public synchronized void report(String what, long done, long total) {
    long now = nanos.getAsLong();
    if (first < 0) { // what an earlier process did took none of this one's time
      first = done;
      start = now;
      next = now + interval;
      return;
    }
    if (now - next < 0) { // the interval may be endless
      return;
    }
    next = now + interval;
    double seconds = (now - start) / 1e9;
    double rate = (done - first) / seconds;
    String left =
        rate > 0 && total >= done
            ? ", about " + Units.clock((total - done) / rate) + " left (estimate)"
            : "";
    String line =
        String.format(
            Locale.ROOT,
            "%s %,d/%,d  %,.0f/s  elapsed %s%s",
            what,
            done,
            total,
            rate,
            Units.clock(seconds),
            left);
    shown.show(line);
  }

  /** Prints a line that stays. */
  public synchronized void line(String text) {
    shown.line(text);
  }

  /** The same for an outcome or an error, which is printed in any case. */
  public synchronized void outcome(String text) {
    shown.outcome(text);
  }
}
