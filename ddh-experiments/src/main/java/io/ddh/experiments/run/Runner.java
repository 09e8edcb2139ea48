package io.ddh.experiments.run;

import io.ddh.data.BadInputException;
import io.ddh.data.Seeds;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.work.RowsFile;
import io.ddh.experiments.work.ShownBits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a plan: what is missing, stale or failed is made, what is finished is kept. Bad input is
 * found before the first training and leaves results as they were.
 */
public final class Runner {
  private final Registry registry;
  private final Path results;
  private final Path work;
  private final boolean fresh;
  private final RunListener listener;

  /**
   * A runner.
   *
   * @param work folder for caches, codes and weights
   * @param fresh true: finished cells and kept features are made again
   */
  public Runner(Registry registry, Path results, Path work, boolean fresh, RunListener listener) {
    this.registry = registry;
    this.results = results;
    this.work = work;
    this.fresh = fresh;
    this.listener = listener;
  }

  /** What came out. */
  public record Summary(int made, int kept, int failed) {}

  /** How a planned cell stands before the run. */
  public enum State {
    FINISHED,
    MISSING,
    STALE,
    FAILED,
    FRESH
  }

  /** A planned cell and its state. */
  public record Standing(PlannedCell cell, State state) {}

  /** The seed of a cell's method, by the architecture's rule. */
  static long seed(PlannedCell cell) {
    return Seeds.derive(cell.seed(), cell.dataset().name(), cell.row(), cell.bits());
  }

  /** Reads the data and says how each cell stands; writes no result. */
  public List<Standing> inspect(Plan plan) throws IOException {
    checkFolders(plan);
    return standings(plan, Preparation.load(plan, registry, work, listener));
  }

  /**
   * Runs the plan.
   *
   * @throws BadInputException if data or folders are unusable; no result is written then
   */
  public Summary run(Plan plan) throws IOException {
    checkFolders(plan);
    Map<String, LoadedDataset> data = Preparation.load(plan, registry, work, listener);
    List<Standing> standings = standings(plan, data);
    int finished = (int) standings.stream().filter(s -> s.state() == State.FINISHED).count();
    standings.stream()
        .filter(s -> s.state() != State.FINISHED)
        .forEach(s -> listener.planned(s.cell()));
    listener.ready(standings.size() - finished, finished);
    for (Map.Entry<String, LoadedDataset> e : data.entrySet()) {
      writeRows(e.getKey(), e.getValue());
    }
    int shown = ShownBits.of(plan.profile().bits());
    CellRunner cells =
        new CellRunner(
            work,
            new FeatureStore(work, fresh),
            new Shelves(work, fresh),
            new Provenance(),
            shown,
            listener);
    int failed = 0;
    for (Standing standing : standings) {
      PlannedCell planned = standing.cell();
      if (standing.state() == State.FINISHED) {
        continue;
      }
      long start = System.nanoTime();
      listener.started(planned);
      Cell cell = cells.run(planned, data.get(planned.dataset().name()));
      boolean worse = standing.state() == State.FRESH && !cell.done();
      if (standing.state() == State.STALE || worse) {
        CellStore.setAside(results, planned.dataset().name(), planned.id());
      }
      CellStore.write(results, cell);
      failed += cell.done() ? 0 : 1;
      listener.ended(planned, cell, (System.nanoTime() - start) / 1e9);
    }
    return new Summary(standings.size() - finished - failed, finished, failed);
  }

  /** Says what each row of the codes files is, for every seed of the plan. */
  private void writeRows(String dataset, LoadedDataset loaded) throws IOException {
    int[] labels = loaded.data().images().labels();
    for (Map.Entry<Long, LoadedDataset.DrawnSplit> e : loaded.splits().entrySet()) {
      LoadedDataset.DrawnSplit drawn = e.getValue();
      RowsFile.write(
          RowsFile.file(work, dataset, e.getKey()),
          labels,
          drawn.split(),
          loaded.data().digest(),
          drawn.digest());
    }
  }

  private void checkFolders(Plan plan) {
    plan.cells().stream()
        .map(cell -> cell.dataset().name())
        .distinct()
        .forEach(name -> Folders.checkWritable("results folder", CellStore.folder(results, name)));
    Folders.checkWritable("work folder", work);
  }

  private List<Standing> standings(Plan plan, Map<String, LoadedDataset> data) throws IOException {
    List<Standing> out = new ArrayList<>();
    for (PlannedCell cell : plan.cells()) {
      out.add(new Standing(cell, state(cell, data.get(cell.dataset().name()))));
    }
    return out;
  }

  private State state(PlannedCell cell, LoadedDataset loaded) throws IOException {
    Optional<Cell> stored;
    try {
      stored = CellStore.read(results, cell.dataset().name(), cell.id());
    } catch (BadInputException e) {
      listener.note(e.getMessage() + " (set aside)");
      return State.STALE;
    }
    if (stored.isEmpty()) {
      return State.MISSING;
    }
    Map<String, Object> digests = Provenance.digests(cell, loaded);
    if (!digests.equals(stored.get().provenance().get("digests"))) {
      return State.STALE;
    }
    if (!stored.get().done()) {
      return State.FAILED;
    }
    if (fresh) {
      return State.FRESH;
    }
    listener.skipped(cell, stored.get());
    return State.FINISHED;
  }
}
