package io.ddh.experiments.console;

import io.ddh.core.Shown;
import io.ddh.experiments.Cell;
import io.ddh.experiments.run.PlannedCell;
import io.ddh.experiments.run.Platform;
import io.ddh.experiments.run.RunListener;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;

/**
 * Shows a run: the current cell and its progress, the elapsed time, an estimate of the time left
 * for the whole run, and a line for each cell that has ended. Every line and every epoch is logged,
 * even if the console does not show it.
 */
public final class RunConsole extends ProgressDisplay implements RunListener {
  private static final long LOG_INTERVAL = 10_000_000_000L;

  private final Runnable beforeTraining;
  private final TimeLeft timeLeft = new TimeLeft();
  private final long began;
  private String cell = "reading data";
  private int number;
  private int total;
  private int failed;
  private boolean over;
  private long cellStart;
  private long logged;

  /**
   * Creates the console for a run.
   *
   * @param out standard output
   * @param style style of the display, which decides what is printed and how often
   * @param nanos the clock, for example {@code System::nanoTime}
   * @param beforeTraining action to run once all input has been checked, before the first training
   */
  RunConsole(PrintWriter out, Style style, LongSupplier nanos, Runnable beforeTraining) {
    super(out, style, nanos, Units::count);
    this.beforeTraining = beforeTraining;
    began = nanos.getAsLong();
    cellStart = began;
    logged = began;
  }

  @Override
  public synchronized void report(String what, long done, long of) {
    long now = nanos.getAsLong();
    boolean show = due(now);
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
      show(text);
    }
  }

  private String head() {
    return total == 0 ? cell : "[" + number + "/" + total + "] " + cell;
  }

  private String times(long now, double share) {
    String elapsed = "elapsed " + Units.clock((now - began) / 1e9);
    if (total == 0) {
      return elapsed;
    }
    TimeLeft.Estimate left = timeLeft.estimate((now - cellStart) / 1e9, share);
    if (left.complete()) {
      return elapsed + ProgressDisplay.left(left.seconds());
    }
    return left.seconds() < 1
        ? elapsed + ", time left not yet known"
        : elapsed + ", more than " + Units.clock(left.seconds()) + " left (estimate)";
  }

  /** Prints the name of the backend that computes the networks, and its notices. */
  public void backend() {
    Platform.backendNotices().forEach(this::line);
    line("backend " + Platform.backendDescription());
  }

  /** Prints the last line of a run that the user interrupts; prints nothing if the run is over. */
  public synchronized void interrupted() {
    if (!over) {
      outcome(
          "interrupted; finished cells are kept, and the same command resumes the run"
              + (failed == 0 ? "" : "; " + failed + " cells failed, see the log"));
    }
  }

  /** Marks the run as ended, whatever its outcome. */
  public synchronized void over() {
    over = true;
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

  /**
   * Passes the time that a cell took to the estimate. The time for features is left out, since
   * features are made once for many rows.
   */
  private void learn(PlannedCell planned, Cell made) {
    if (made.done()) {
      Map<String, Double> seconds = made.provenance().seconds();
      double sum =
          Stream.of("train", "encode", "evaluate")
              .mapToDouble(s -> seconds.getOrDefault(s, 0.0))
              .sum();
      double once =
          made.provenance().facts().values().stream().mapToDouble(RunConsole::seconds).sum();
      timeLeft.learn(item(planned), sum, once);
    }
  }

  private static double seconds(Object part) {
    return part instanceof Map<?, ?> of && of.get("seconds") instanceof Number n
        ? n.doubleValue()
        : 0;
  }

  private static TimeLeft.Item item(PlannedCell planned) {
    String kind = planned.features().isPresent() ? "features" : "pixels";
    String shared = planned.dataset().name() + " " + planned.base() + " " + planned.seed();
    return new TimeLeft.Item(planned.row(), kind, shared);
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
      backend();
    }
    line(toRun + " cells to run, " + finished + " already finished and kept");
  }

  @Override
  public synchronized void started(PlannedCell planned) {
    number++;
    cell = planned.dataset().name() + " " + planned.id();
    cellStart = nanos.getAsLong();
    LOG.info(head() + "  starts");
    starts(head() + "  " + times(cellStart, 0));
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
      line(Shown.format("%s  MAP %.4f  %.1f s%s", head(), map, seconds, collapsed));
    } else {
      failed++;
      line(Shown.format("%s  FAILED: %s  %.1f s", head(), result.reason(), seconds));
    }
    logged = nanos.getAsLong();
  }

  @Override
  public void failure(PlannedCell planned, Throwable cause) {
    LOG.log(Level.WARNING, cause, () -> planned.dataset().name() + " " + planned.id() + " failed");
  }
}
