package io.ddh.experiments.run;

import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.run.Runner.Standing;
import io.ddh.experiments.run.Runner.State;
import io.ddh.experiments.share.Locks;
import io.ddh.experiments.share.Locks.Lock;
import io.ddh.experiments.share.Postponed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works through the cells that are to be made, in order, beside other processes that may do the
 * same: a cell that another is making, or that needs what another is making, comes later.
 */
final class Sweep {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Path results;
  private final Map<String, LoadedDataset> data;
  private final Standings standings;
  private final CellRunner cells;
  private final Locks locks;
  private final RunListener listener;
  private int made;
  private int elsewhere;
  private int failed;

  Sweep(
      Path results,
      Map<String, LoadedDataset> data,
      Standings standings,
      CellRunner cells,
      Locks locks,
      RunListener listener) {
    this.results = results;
    this.data = data;
    this.standings = standings;
    this.cells = cells;
    this.locks = locks;
    this.listener = listener;
  }

  /**
   * Makes the cells; returns when all are made, here or elsewhere.
   *
   * @return cells made here, finished elsewhere, and failed
   */
  Runner.Summary run(List<Standing> todo) {
    List<Standing> left = new ArrayList<>(todo);
    boolean waiting = false;
    while (!left.isEmpty()) {
      int before = left.size();
      left.removeIf(this::tried);
      if (left.size() < before) {
        waiting = false;
      } else {
        if (!waiting) {
          Standing first = left.get(0);
          listener.note(
              left.size() + " cells are being made by another process: " + first.cell().id());
          waiting = true;
        }
        Locks.pause(PAUSE);
      }
    }
    return new Runner.Summary(made, elsewhere, failed);
  }

  private Path file(PlannedCell cell) {
    return CellStore.file(results, cell.dataset().name(), cell.id());
  }

  /** False: not now. */
  @SuppressWarnings("try") // the lock is used by being held
  private boolean tried(Standing standing) {
    PlannedCell planned = standing.cell();
    try {
      Optional<Lock> lock = locks.take(file(planned));
      if (lock.isEmpty()) {
        return false;
      }
      try (Lock own = lock.get()) {
        make(standing, standings.of(planned));
        return true;
      }
    } catch (Postponed e) {
      return false;
    } catch (IOException e) {
      failed++;
      listener.failure(planned, e);
      listener.problem(planned.id() + ": no result file: " + Failures.reason(e));
      return true;
    }
  }

  private void make(Standing before, Standing now) throws IOException {
    PlannedCell planned = now.cell();
    boolean changed = !now.mark().equals(before.mark());
    if (now.state() == State.FINISHED || changed && now.state() == State.FRESH) {
      elsewhere++;
      listener.elsewhere(planned);
      return;
    }
    if (changed && now.state() == State.FAILED) { // tried in this run, though not by this process
      failed++;
      listener.elsewhere(planned);
      return;
    }
    long start = System.nanoTime();
    listener.started(planned);
    CellRunner.Result result;
    try {
      result = cells.run(planned, data.get(planned.dataset().name()));
    } catch (Postponed e) {
      listener.postponed(planned);
      throw e;
    }
    boolean worse = now.state() == State.FRESH && !result.cell().done();
    if (now.state() == State.STALE || worse) {
      CellStore.setAside(results, planned.dataset().name(), planned.id());
    }
    Cell stored = store(result.cell());
    if (stored.done()) {
      made++;
      result.training().over();
    } else {
      failed++;
    }
    listener.ended(planned, stored, (System.nanoTime() - start) / 1e9);
  }

  /** Writes the cell; one that can't be written, failed, without what the method said of itself. */
  private Cell store(Cell cell) throws IOException {
    try {
      CellStore.write(results, cell);
      return cell;
    } catch (IOException e) {
      String reason = "result not written: " + Failures.reason(e);
      Cell without = cell.failed(reason, cell.provenance().withoutFacts());
      CellStore.write(results, without);
      return without;
    }
  }
}
