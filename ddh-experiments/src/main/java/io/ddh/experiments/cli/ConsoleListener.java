package io.ddh.experiments.cli;

import io.ddh.experiments.Cell;
import io.ddh.experiments.run.PlannedCell;
import io.ddh.experiments.run.Platform;
import io.ddh.experiments.run.RunListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Shows a run: on a terminal one line updated in place, elsewhere a plain line every ten seconds;
 * in both a line a finished cell.
 */
final class ConsoleListener implements RunListener {
  private static final Logger LOG = Logger.getLogger(ConsoleListener.class.getName());
  private static final int WIDTH = 110;

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final Runnable beforeTraining;
  private final TimeLeft timeLeft = new TimeLeft();
  private final long start;
  private final long interval;
  private String cell = "reading data";
  private int number;
  private int total;
  private long cellStart;
  private long next;
  private boolean lineOpen;

  /**
   * A listener.
   *
   * @param terminal true: update in place
   * @param nanos the clock, for example {@code System::nanoTime}
   * @param beforeTraining called once all input is checked
   */
  ConsoleListener(PrintWriter out, boolean terminal, LongSupplier nanos, Runnable beforeTraining) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
    this.beforeTraining = beforeTraining;
    start = nanos.getAsLong();
    cellStart = start;
    interval = terminal ? 200_000_000L : 10_000_000_000L;
    next = start + interval;
  }

  @Override
  public synchronized void report(String what, long done, long of) {
    long now = nanos.getAsLong();
    if (now < next) {
      return;
    }
    next = now + interval;
    String count = of > 0 ? " (" + done + "/" + of + ")" : "";
    show(head() + "  " + what + count + "  " + times(now, of > 0 ? (double) done / of : 0));
  }

  private String head() {
    return total == 0 ? cell : "[" + number + "/" + total + "] " + cell;
  }

  private String times(long now, double share) {
    String elapsed = "elapsed " + clock((now - start) / 1e9);
    if (total == 0) {
      return elapsed;
    }
    TimeLeft.Estimate left = timeLeft.estimate((now - cellStart) / 1e9, share);
    if (left.complete()) {
      return elapsed + ", about " + clock(left.seconds()) + " left (estimate)";
    }
    return left.seconds() < 1
        ? elapsed + ", time left not yet known"
        : elapsed + ", more than " + clock(left.seconds()) + " left (estimate)";
  }

  /** Seconds as {@code m:ss} or {@code h:mm:ss}. */
  static String clock(double seconds) {
    long s = Math.round(seconds);
    return s < 3600
        ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
  }

  private void show(String line) {
    if (terminal) {
      String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
      out.print("\r" + cut + "\u001b[K");
      lineOpen = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Prints a line that stays. */
  synchronized void line(String text) {
    if (lineOpen) {
      out.print("\r\u001b[K");
      lineOpen = false;
    }
    out.println(text);
    out.flush();
  }

  /** A line for the console and the log. */
  private void logged(String text) {
    LOG.info(text);
    line(text);
  }

  @Override
  public void note(String text) {
    line(text);
  }

  @Override
  public synchronized void skipped(PlannedCell planned, Cell stored) {
    learn(planned, stored);
  }

  /** Features count for no row: they are made once for many. */
  private void learn(PlannedCell planned, Cell made) {
    if (made.done() && made.provenance().get("seconds") instanceof Map<?, ?> seconds) {
      double sum = 0;
      for (String stage : new String[] {"train", "encode", "evaluate"}) {
        sum += seconds.get(stage) instanceof Number n ? n.doubleValue() : 0;
      }
      timeLeft.learn(item(planned), sum);
    }
  }

  private static TimeLeft.Item item(PlannedCell planned) {
    String kind = planned.features().isPresent() ? "features" : "pixels";
    return new TimeLeft.Item(planned.row(), kind);
  }

  @Override
  public synchronized void planned(PlannedCell planned) {
    timeLeft.expect(item(planned));
    total++;
  }

  @Override
  public synchronized void ready(int toRun, int finished) {
    beforeTraining.run();
    if (toRun > 0) {
      Platform.backendNotices().forEach(this::logged);
      logged("backend " + Platform.backendDescription());
    }
    line(toRun + " cells to run, " + finished + " finished before and kept");
  }

  @Override
  public synchronized void started(PlannedCell planned) {
    number++;
    cell = planned.dataset().name() + " " + planned.id();
    cellStart = nanos.getAsLong();
    if (terminal) {
      show(head() + "  " + times(cellStart, 0));
    }
  }

  @Override
  public synchronized void elsewhere(PlannedCell planned) {
    number++;
    timeLeft.ended(item(planned));
    line("[" + number + "/" + total + "] " + planned.id() + "  made by another process");
  }

  @Override
  public synchronized void postponed(PlannedCell planned) {
    number--;
  }

  @Override
  public synchronized void ended(PlannedCell planned, Cell result, double seconds) {
    learn(planned, result);
    timeLeft.ended(item(planned));
    String outcome =
        result.done()
            ? String.format(Locale.ROOT, "MAP %.4f", result.metrics().get("map"))
            : "FAILED: " + result.reason();
    line(String.format(Locale.ROOT, "%s  %s  %.1f s", head(), outcome, seconds));
    next = nanos.getAsLong() + interval;
  }

  @Override
  public void failure(PlannedCell planned, Throwable cause) {
    LOG.log(Level.WARNING, cause, () -> planned.dataset().name() + " " + planned.id() + " failed");
  }
}
