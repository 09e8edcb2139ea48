package io.ddh.experiments.console;

import io.ddh.core.Progress;
import io.ddh.core.Shown;
import java.io.PrintWriter;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.logging.Logger;

/**
 * Prints permanent lines and, below them, the progress of the work: amount done, rate, elapsed time
 * and an estimate of the time left. On a terminal, progress is one line that is updated in place;
 * elsewhere it is a plain line every ten seconds. The permanent lines also go to the log.
 */
public class ProgressDisplay implements Progress {
  static final Logger LOG = Logger.getLogger("ddh");
  private static final int BAR = 24;

  final LongSupplier nanos;

  private final PrintWriter out;
  private final Style style;
  private final LongFunction<String> units;
  private boolean open;
  private long shown;
  private String what = "";
  private long start;
  private long first;
  private long last;

  /** The style of a display, which decides what is printed and how often progress is shown. */
  public enum Style {
    /** Progress is one line that is updated in place. */
    TERMINAL(200_000_000L),
    /** Progress is printed as lines without control characters, for files and pipes. */
    PLAIN(10_000_000_000L),
    /** Only errors and the outcome are printed. */
    QUIET(Long.MAX_VALUE);

    private final long interval;

    Style(long interval) {
      this.interval = interval;
    }
  }

  /**
   * Creates a display.
   *
   * @param out standard output
   * @param style style of the display, which decides what is printed and how often
   * @param nanos the clock, for example {@code System::nanoTime}
   * @param units formats an amount, for example {@link Units#size}
   */
  public ProgressDisplay(
      PrintWriter out, Style style, LongSupplier nanos, LongFunction<String> units) {
    this.out = out;
    this.style = style;
    this.nanos = nanos;
    this.units = units;
    shown = nanos.getAsLong();
  }

  @Override
  public synchronized void report(String name, long done, long total) {
    long now = nanos.getAsLong();
    if (!name.equals(what) || done < last) {
      what = name;
      start = now;
      first = done; // work that was already done did not take any of the measured time
    }
    last = done;
    if (due(now)) {
      show(line(done, total, (now - start) / 1e9));
    }
  }

  private String line(long done, long total, double seconds) {
    double rate = seconds > 0 ? (done - first) / seconds : 0;
    String amount = units.apply(done);
    if (total > 0) {
      double share = Math.min(1, (double) done / total);
      amount =
          Shown.format("%s%3.0f %%  %s of %s", bar(share), 100 * share, amount, units.apply(total));
    }
    String speed = rate > 0 ? "  " + units.apply(Math.round(rate)) + "/s" : "";
    String left = rate > 0 && total >= done ? left((total - done) / rate) : "";
    return what + "  " + amount + speed + "  elapsed " + Units.clock(seconds) + left;
  }

  private String bar(double share) {
    int full = (int) Math.round(share * BAR);
    boolean drawn = style == Style.TERMINAL;
    return drawn ? "[" + "#".repeat(full) + "-".repeat(BAR - full) + "] " : "";
  }

  static String left(double seconds) {
    return ", about " + Units.clock(seconds) + " left (estimate)";
  }

  /**
   * Returns true if progress should be shown now. After this method returns true, progress is due
   * again one interval later.
   */
  final synchronized boolean due(long now) {
    boolean due = now - shown >= style.interval;
    if (due) {
      shown = now;
    }
    return due;
  }

  /** Shows progress in place of the progress shown before. */
  final synchronized void show(String text) {
    if (style == Style.TERMINAL) {
      // Wrapping is switched off, so that a line longer than the width of the terminal stays one
      // line.
      out.print("\r\u001b[K\u001b[?7l" + text + "\u001b[?7h");
      open = true;
    } else if (style == Style.PLAIN) {
      out.println(text);
    }
    out.flush();
  }

  /** On a terminal, shows immediately which work is about to begin. */
  final void starts(String text) {
    if (style == Style.TERMINAL) {
      show(text);
    }
  }

  /** Removes the line that shows progress. */
  public final synchronized void clear() {
    if (open) {
      out.print("\r\u001b[K");
      out.flush();
      open = false;
    }
  }

  /**
   * Logs a line, and prints it unless the console is quiet.
   *
   * @param text text of the line
   */
  public final synchronized void line(String text) {
    print(text, style != Style.QUIET);
  }

  /**
   * Logs and prints the outcome or an error.
   *
   * @param text text of the line
   */
  public final synchronized void outcome(String text) {
    print(text, true);
  }

  /**
   * Logs and prints the outcome, with numbers formatted in English in every locale.
   *
   * @param format format of the line, as in {@link Shown#format}
   * @param values values to format
   */
  public final void outcome(String format, Object... values) {
    outcome(Shown.format(format, values));
  }

  private void print(String text, boolean printed) {
    LOG.info(text);
    if (printed) {
      clear();
      out.println(text);
      out.flush();
    }
  }
}
