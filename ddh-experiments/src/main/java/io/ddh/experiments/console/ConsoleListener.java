package io.ddh.experiments.console;

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
 * in both a line a finished cell. The log gets all lines, and every epoch.
 */
public final class ConsoleListener implements RunListener {
  private static final Logger LOG = Logger.getLogger("ddh");
  private static final long LOG_INTERVAL = 10_000_000_000L;

  private final TerminalLine console;
  private final ConsoleStyle style;
  private final LongSupplier nanos;
  private final Runnable beforeTraining;
  private final TimeLeft timeLeft = new TimeLeft();
  private final long start;
  private String cell = "reading data";
  private int number;
  private int total;
  private int failed;
  private long cellStart;
  private long shown;
  private long logged;

  /**
   * A listener.
   *
   * @param nanos the clock, for example {@code System::nanoTime}
   * @param beforeTraining called once all input is checked
   */
  ConsoleListener(
      PrintWriter out, ConsoleStyle style, LongSupplier nanos, Runnable beforeTraining) {
    console = new TerminalLine(out, style);
    this.style = style;
    this.nanos = nanos;
    this.beforeTraining = beforeTraining;
    start = nanos.getAsLong();
    cellStart = start;
    shown = start;
    logged = start;
  }

  @Override
  public synchronized void report(String what, long done, long of) {
    long now = nanos.getAsLong();
    boolean show = now - shown >= style.interval();
    boolean log = now - logged >= LOG_INTERVAL || what.contains("epoch ");
    if (!show && !log) {
      return;
    }
    String count = of > 0 ? " (" + done + "/" + of + ")" : "";
    String text = head() + "  " + what + count + "  " + times(now, of > 0 ? (double) done / of : 0);
    if (log) {
      LOG.info(text);
      logged = now;
    }
    if (show) {
      console.show(text);
      shown = now;
    }
  }

  private String head() {
    return total == 0 ? cell : "[" + number + "/" + total + "] " + cell;
  }

  private String times(long now, double share) {
    String elapsed = "elapsed " + Units.clock((now - start) / 1e9);
    if (total == 0) {
      return elapsed;
    }
    TimeLeft.Estimate left = timeLeft.estimate((now - cellStart) / 1e9, share);
    if (left.complete()) {
      return elapsed + ", about " + Units.clock(left.seconds()) + " left (estimate)";
    }
    return left.seconds() < 1
        ? elapsed + ", time left not yet known"
        : elapsed + ", more than " + Units.clock(left.seconds()) + " left (estimate)";
  }

  /** Prints a line that stays, and logs it. */
  public synchronized void line(String text) {
    LOG.info(text);
    console.line(text);
  }

  /** The same for an outcome or an error, which is printed in any case. */
  public synchronized void outcome(String text) {
    LOG.info(text);
    console.outcome(text);
  }

  /** The last line of a run that somebody ends. */
  public synchronized void interrupted() {
    outcome(
        "interrupted; finished cells are kept, the same command goes on"
            + (failed == 0 ? "" : "; " + failed + " cells failed, the log says why"));
  }

  @Override
  public void note(String text) {
    line(text);
  }

  @Override
  public void problem(String text) {
    outcome(text);
  }

  @Override
  public synchronized void skipped(PlannedCell planned, Cell stored) {
    learn(planned, stored);
  }

  /** Features count for no row: they are made once for many. */
  private void learn(PlannedCell planned, Cell made) {
    if (made.done()) {
      Map<String, Double> seconds = made.provenance().seconds();
      double sum = 0;
      for (String stage : new String[] {"train", "encode", "evaluate"}) {
        sum += seconds.getOrDefault(stage, 0.0);
      }
      double once = 0;
      for (Object part : made.provenance().facts().values()) {
        once +=
            part instanceof Map<?, ?> of && of.get("seconds") instanceof Number n
                ? n.doubleValue()
                : 0;
      }
      timeLeft.learn(item(planned), sum, once);
    }
  }

  private static TimeLeft.Item item(PlannedCell planned) {
    String kind = planned.features().isPresent() ? "features" : "pixels";
    String shelf = planned.dataset().name() + " " + planned.base() + " " + planned.seed();
    return new TimeLeft.Item(planned.row(), kind, shelf);
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
      Platform.backendNotices().forEach(this::line);
      line("backend " + Platform.backendDescription());
    }
    line(toRun + " cells to run, " + finished + " finished before and kept");
  }

  @Override
  public synchronized void started(PlannedCell planned) {
    number++;
    cell = planned.dataset().name() + " " + planned.id();
    cellStart = nanos.getAsLong();
    LOG.info(head() + "  starts");
    if (style == ConsoleStyle.TERMINAL) {
      console.show(head() + "  " + times(cellStart, 0));
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
    LOG.info(head() + "  waits for another process");
    number--;
  }

  @Override
  public synchronized void ended(PlannedCell planned, Cell result, double seconds) {
    learn(planned, result);
    timeLeft.ended(item(planned));
    if (result.done()) {
      double map = result.metrics().get("map");
      String collapsed = result.collapsed() ? "  COLLAPSED: " + result.reason() : "";
      line(String.format(Locale.ROOT, "%s  MAP %.4f  %.1f s%s", head(), map, seconds, collapsed));
    } else {
      failed++;
      line(String.format(Locale.ROOT, "%s  FAILED: %s  %.1f s", head(), result.reason(), seconds));
    }
    shown = nanos.getAsLong();
    logged = shown;
  }

  @Override
  public void failure(PlannedCell planned, Throwable cause) {
    LOG.log(Level.WARNING, cause, () -> planned.dataset().name() + " " + planned.id() + " failed");
  }
}
