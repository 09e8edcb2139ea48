package io.ddh.experiments.run;

import io.ddh.core.Reason;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.run.CellState.State;
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
 * Makes, in order, those cells of a run that have to be made. Other processes may make cells in the
 * same folders at the same time. If another process is making a cell, or something that a cell
 * needs, the cell is tried again later.
 */
final class Sweep {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Runner run;
  private final Map<String, LoadedDataset> data;
  private final CellRunner cells;
  private final Locks locks;
  private int made;
  private int elsewhere;
  private int failed;

  /**
   * Creates a sweep.
   *
   * @param data data sets by name
   * @param locks locks of the results folder
   */
  Sweep(Runner run, Map<String, LoadedDataset> data, CellRunner cells, Locks locks) {
    this.run = run;
    this.data = data;
    this.cells = cells;
    this.locks = locks;
  }

  /**
   * Makes the cells. Returns when all cells have been made, whether by this or by other processes.
   *
   * @return numbers of cells made by this process, made by other processes, and failed
   */
  Runner.Summary run(List<CellState> todo) {
    List<CellState> left = new ArrayList<>(todo);
    boolean waiting = false;
    while (!left.isEmpty()) {
      boolean some = left.removeIf(this::tried);
      if (!some) {
        if (!waiting) {
          String first = left.get(0).cell().id();
          run.listener()
              .note(
                  "waiting for another process, which makes "
                      + first
                      + "; cells left: "
                      + left.size());
        }
        Locks.pause(PAUSE);
      }
      waiting = !some;
    }
    return new Runner.Summary(made, elsewhere, failed);
  }

  /**
   * Makes the cell. Returns false if the cell must be tried again because another process is making
   * the cell or something that it needs.
   */
  @SuppressWarnings("try") // the lock only needs to be held
  private boolean tried(CellState before) {
    PlannedCell planned = before.cell();
    try {
      Path file = CellStore.file(run.results(), planned.dataset().name(), planned.id());
      Optional<Lock> lock = locks.take(file);
      if (lock.isEmpty()) {
        return false;
      }
      try (Lock own = lock.get()) {
        make(before, run.state(planned, data.get(planned.dataset().name())));
        return true;
      }
    } catch (Postponed e) {
      return false;
    } catch (IOException e) {
      failed++;
      run.listener().failure(planned, e);
      run.listener().problem(planned.id() + ": result file not written: " + Reason.withKind(e));
      return true;
    }
  }

  private void make(CellState before, CellState now) throws IOException {
    PlannedCell planned = now.cell();
    boolean changed = !now.mark().equals(before.mark());
    boolean there = now.finished() || changed && now.state() == State.FRESH;
    if (there || changed && now.state() == State.FAILED) { // another process made or tried it
      elsewhere += there ? 1 : 0;
      failed += there ? 0 : 1;
      run.listener().elsewhere(planned);
      return;
    }
    long start = System.nanoTime();
    run.listener().started(planned);
    LoadedDataset loaded = data.get(planned.dataset().name());
    Cell stored;
    try {
      stored = cells.run(planned, loaded);
    } catch (Postponed e) {
      run.listener().postponed(planned);
      throw e;
    }
    boolean worse = now.state() == State.FRESH && !stored.done();
    if (now.state() == State.STALE || worse) {
      CellStore.setAside(run.results(), planned.dataset().name(), planned.id());
    }
    CellStore.write(run.results(), stored);
    if (stored.done()) {
      made++;
      cells.training(planned, loaded).over();
    } else {
      failed++;
    }
    run.listener().ended(planned, stored, (System.nanoTime() - start) / 1e9);
  }
}
