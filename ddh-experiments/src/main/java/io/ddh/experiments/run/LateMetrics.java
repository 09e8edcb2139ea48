package io.ddh.experiments.run;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.Reason;
import io.ddh.core.Shown;
import io.ddh.core.Split;
import io.ddh.eval.Evaluation;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.share.Locks;
import io.ddh.experiments.share.Locks.Lock;
import io.ddh.experiments.work.CodesFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Adds to finished cells what was not computed when the cells were made: MAP of the first k results
 * for each k of the profile, metrics that have been added to the program since, and curves that
 * older versions did not compute. The values are computed from the codes in the work folder,
 * without training. Cells whose codes are missing stay as they are.
 */
final class LateMetrics {
  private final Runner run;
  private final Measures measures;
  private final Locks locks;
  private int added;
  private int lacking;

  /**
   * Prepares to complete the cells of a run.
   *
   * @param locks locks of the results folder
   */
  LateMetrics(Runner run, Measures measures, Locks locks) {
    this.run = run;
    this.measures = measures;
    this.locks = locks;
  }

  /** Completes a finished cell. If the cell can't be written, it stays as it is. */
  void add(PlannedCell planned, LoadedDataset loaded) {
    try {
      measure(planned, loaded);
    } catch (IOException | RuntimeException e) { // a metric from the class path may throw anything
      run.listener().problem(planned.id() + ": metrics not added: " + Reason.withKind(e));
    }
  }

  @SuppressWarnings("try") // the lock only needs to be held
  private void measure(PlannedCell planned, LoadedDataset loaded) throws IOException {
    Optional<Cell> stored = CellStore.read(run.results(), planned.dataset().name(), planned.id());
    if (stored.isEmpty() || complete(stored.get())) {
      return;
    }
    Cell cell = stored.get();
    int[] labels = loaded.data().images().labels();
    Path file = CodesFile.file(run.work(), cell.dataset(), cell.id());
    Optional<BinaryCodes> codes = // the codes that the cell was computed from, if they still exist
        CodesFile.read(file, cell.bits(), cell.provenance().codes())
            .filter(kept -> kept.size() == labels.length);
    if (codes.isEmpty()) {
      lacking += measures.allIn(cell) ? 0 : 1;
      return;
    }
    Optional<Lock> lock = locks.take(CellStore.file(run.results(), cell.dataset(), cell.id()));
    if (lock.isPresent()) { // otherwise another process is completing the cell
      try (Lock own = lock.get()) {
        Optional<Cell> now = CellStore.read(run.results(), cell.dataset(), cell.id());
        if (now.filter(c -> c.provenance().equals(cell.provenance())).isPresent()) {
          Split split = loaded.drawn(planned).split();
          fillIn(cell, measures.of(codes.get(), labels, split));
          CellStore.write(run.results(), cell);
          added++;
        }
      }
    }
  }

  /** Reports how many cells were completed, and how many could not be completed. */
  void tell() {
    if (added > 0) {
      run.listener()
          .note(
              added
                  + " finished cells now have metrics or curves that they lacked, computed from"
                  + " their codes");
    }
    if (lacking > 0) {
      run.listener()
          .note(
              Shown.format(
                  "%d finished cells lack metrics or curves of this run, and their"
                      + " codes are not under %s; the option --fresh makes these cells again",
                  lacking, run.work()));
    }
  }

  private boolean complete(Cell cell) {
    return measures.allIn(cell)
        && cell.curves().containsKey(Metrics.PRECISION_RECALL_POOLED)
        && cell.curves().containsKey(Metrics.PRECISION_RECALL_RANKING);
  }

  /**
   * Adds metrics and curves that a cell lacks. Values that the cell already has stay unchanged to
   * the last digit.
   */
  private static void fillIn(Cell cell, Evaluation evaluation) {
    String problem = Measures.notFinite(evaluation);
    Check.that(problem.isEmpty(), "%s", problem);
    evaluation.metrics().forEach(cell.metrics()::putIfAbsent);
    evaluation.curves().forEach(cell.curves()::putIfAbsent);
  }
}
