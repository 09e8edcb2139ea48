package io.ddh.experiments.run;

import io.ddh.core.BinaryCodes;
import io.ddh.eval.Evaluation;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.share.Claims;
import io.ddh.experiments.share.Claims.Claim;
import io.ddh.experiments.work.CodesFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives finished cells what they were not asked for when they were made: MAP of the first k of the
 * profile, and the curves that cells from before don't have. Both come from the codes under the
 * work folder, and nothing is trained; where these are gone the cells stay as they are.
 */
final class LateMetrics {
  private final Path results;
  private final Path work;
  private final List<Integer> mapAt;
  private final Claims claims;
  private final RunListener listener;
  private int added;
  private int lacking;

  LateMetrics(Path results, Path work, List<Integer> mapAt, Claims claims, RunListener listener) {
    this.results = results;
    this.work = work;
    this.mapAt = mapAt;
    this.claims = claims;
    this.listener = listener;
  }

  /** Looks at a finished cell; one that can't be written stays as it is. */
  void add(PlannedCell planned, LoadedDataset loaded) {
    try {
      measure(planned, loaded);
    } catch (IOException e) {
      listener.problem(planned.id() + ": metrics not added: " + Failures.reason(e));
    }
  }

  private void measure(PlannedCell planned, LoadedDataset loaded) throws IOException {
    Optional<Cell> stored = CellStore.read(results, planned.dataset().name(), planned.id());
    if (stored.isEmpty() || complete(stored.get())) {
      return;
    }
    Cell cell = stored.get();
    Optional<BinaryCodes> codes = codes(cell, loaded.data().images().labels().length);
    if (codes.isEmpty()) {
      lacking += hasMetrics(cell) ? 0 : 1;
      return;
    }
    Optional<Claim> claim = claims.take(CellStore.file(results, cell.dataset(), cell.id()));
    if (claim.isPresent()) { // else another process is at it
      try (Claim own = claim.get()) {
        Cell more = measured(cell, codes.get(), planned.seed(), loaded);
        if (own.held()) {
          CellStore.write(results, more);
          added++;
        }
      }
    }
  }

  /** Says what was added, and what could not be. */
  void tell() {
    if (added > 0) {
      listener.note(added + " finished cells: metrics or curves added from their codes");
    }
    if (lacking > 0) {
      listener.note(
          lacking
              + " finished cells lack a metric of the profile, and their codes are not under "
              + work
              + ": --fresh makes them again");
    }
  }

  private boolean complete(Cell cell) {
    return hasMetrics(cell)
        && cell.curves().containsKey(Metrics.PRECISION_RECALL_POOLED)
        && cell.curves().containsKey(Metrics.PRECISION_RECALL_RANKING);
  }

  private boolean hasMetrics(Cell cell) {
    return mapAt.stream()
        .allMatch(
            k ->
                cell.metrics().containsKey(Metrics.mapAtByHits(k))
                    && cell.metrics().containsKey(Metrics.mapAtByRelevant(k)));
  }

  /** The codes that the cell was measured on, if they are kept. */
  private Optional<BinaryCodes> codes(Cell cell, int images) throws IOException {
    Path file = CodesFile.file(work, cell.dataset(), cell.id());
    return CodesFile.read(file, cell.bits(), cell.provenance().codes())
        .filter(codes -> codes.size() == images);
  }

  private Cell measured(Cell cell, BinaryCodes codes, long seed, LoadedDataset loaded) {
    int[] labels = loaded.data().images().labels();
    Evaluation evaluation =
        CellRunner.measure(codes, labels, loaded.splits().get(seed).split(), mapAt);
    // What the cell says already stays, to the last digit.
    Map<String, Double> metrics = new TreeMap<>(evaluation.metrics());
    metrics.putAll(cell.metrics());
    Map<String, Map<String, double[]>> curves = new TreeMap<>(evaluation.curves());
    curves.putAll(cell.curves());
    return new Cell(
        cell.format(),
        cell.dataset(),
        cell.synthetic(),
        cell.method(),
        cell.bits(),
        cell.seed(),
        cell.status(),
        cell.reason(),
        metrics,
        curves,
        cell.averagePrecision(),
        cell.provenance());
  }
}
