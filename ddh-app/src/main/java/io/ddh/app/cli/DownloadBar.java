package io.ddh.app.cli;

import io.ddh.data.fetch.FetchListener;
import io.ddh.experiments.console.ConsoleStyle;
import io.ddh.experiments.console.TerminalLine;
import io.ddh.experiments.console.Units;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Shows a download: on a terminal one line with a bar, updated in place; elsewhere a plain line
 * every ten seconds. Rate and time left are those of the last ten seconds.
 */
final class DownloadBar implements FetchListener {
  private static final int CELLS = 24;
  private static final long WINDOW = 10_000_000_000L;

  private final TerminalLine shown;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final long interval;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private String file = "";
  private long next;

  /** So many bytes were here then. */
  private record Mark(long time, long bytes) {}

  /**
   * A bar.
   *
   * @param terminal true: update in place
   * @param nanos the clock, for example {@code System::nanoTime}
   */
  DownloadBar(PrintWriter out, boolean terminal, LongSupplier nanos) {
    ConsoleStyle style = terminal ? ConsoleStyle.TERMINAL : ConsoleStyle.PLAIN;
    shown = new TerminalLine(out, style);
    this.terminal = terminal;
    this.nanos = nanos;
    interval = style.interval();
    next = nanos.getAsLong() + interval;
  }

  @Override
  public void received(String name, long have, OptionalLong total) {
    long now = nanos.getAsLong();
    boolean other = !name.equals(file) || !marks.isEmpty() && have < marks.getLast().bytes();
    if (other) {
      marks.clear();
      file = name;
    }
    while (marks.size() > 1 && now - marks.getFirst().time() > WINDOW) {
      marks.removeFirst();
    }
    boolean apart = marks.isEmpty() || now - marks.getLast().time() >= WINDOW / 100;
    if (apart) {
      marks.addLast(new Mark(now, have));
    }
    if (now >= next) {
      next = now + interval;
      shown.show(line(now, have, total));
    }
  }

  private String line(long now, long have, OptionalLong total) {
    double seconds = (now - marks.getFirst().time()) / 1e9;
    double rate = seconds > 0 ? (have - marks.getFirst().bytes()) / seconds : 0;
    String speed = rate > 0 ? "  " + Units.size(Math.round(rate)) + "/s" : "";
    if (total.isEmpty()) {
      return file + "  " + Units.size(have) + speed;
    }
    long whole = total.getAsLong();
    double share = (double) have / whole;
    String left = rate > 0 ? "  " + Units.clock((whole - have) / rate) + " left" : "";
    return String.format(
        Locale.ROOT,
        "%s  %s%3.0f %%  %s of %s%s%s",
        file,
        terminal ? bar(share) : "",
        100 * share,
        Units.size(have),
        Units.size(whole),
        speed,
        left);
  }

  private static String bar(double share) {
    int full = (int) Math.max(0, Math.min(CELLS, Math.round(share * CELLS)));
    return "[" + "#".repeat(full) + "-".repeat(CELLS - full) + "] ";
  }

  /** Takes the bar away; what is printed next starts at the left. */
  void clear() {
    shown.clear();
  }

  @Override
  public void note(String line) {
    shown.line(line);
  }
}
