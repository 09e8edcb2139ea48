package io.ddh.experiments.run;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.CellState.State;
import io.ddh.experiments.run.LoadedDataset.DrawnSplit;
import io.ddh.experiments.share.Locks;
import io.ddh.experiments.work.Retrievals;
import io.ddh.experiments.work.RowsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs a plan. A run makes the cells that are missing, stale or failed, and keeps those that are
 * finished. Bad input is found before the first training, and then the results are left unchanged.
 *
 * @param registry methods, features and metrics on the class path
 * @param results results folder
 * @param work folder for caches, codes and weights
 * @param fresh true if finished cells and stored features are made again
 * @param command command line that the cells record; empty if none is recorded
 * @param listener receives progress and problems
 */
public record Runner(
    Registry registry,
    Path results,
    Path work,
    boolean fresh,
    List<String> command,
    RunListener listener) {
  /** System property with the shortest time between two checkpoints of training, in seconds. */
  public static final String INTERVAL = "ddh.checkpoint.seconds";

  /**
   * The numbers of cells at the end of a run.
   *
   * @param made number of cells that this run made
   * @param kept number of cells that were finished before or that other processes made
   * @param failed number of cells that failed in this run
   */
  public record Summary(int made, int kept, int failed) {}

  /**
   * Reads the data and compares each planned cell with the stored one. No result is written.
   *
   * @param plan plan with the cells of the run
   * @return the state of each cell, in the plan's order
   * @throws BadInputException if data or folders are unusable
   * @throws IOException if a cell file can't be read
   */
  public List<CellState> inspect(Plan plan) throws IOException {
    return states(plan, load(plan));
  }

  private Map<String, LoadedDataset> load(Plan plan) {
    plan.cells().stream()
        .map(cell -> CellStore.folder(results, cell.dataset().name()))
        .distinct()
        .forEach(folder -> RunContext.checkWritable("results folder", folder));
    RunContext.checkWritable("work folder", work);
    return LoadedDataset.load(plan, this);
  }

  private List<CellState> states(Plan plan, Map<String, LoadedDataset> data) throws IOException {
    List<CellState> out = new ArrayList<>();
    for (PlannedCell cell : suited(plan, data)) {
      out.add(state(cell, data.get(cell.dataset().name())));
    }
    return out;
  }

  /** Compares a planned cell with the cell that is stored now. */
  CellState state(PlannedCell cell, LoadedDataset loaded) throws IOException {
    Optional<Cell> stored;
    try {
      stored = CellStore.read(results, cell.dataset().name(), cell.id());
    } catch (BadInputException e) {
      listener.note(e.getMessage() + " (set aside)");
      return new CellState(cell, State.STALE, "broken");
    }
    if (stored.isEmpty()) {
      return new CellState(cell, State.MISSING, "");
    }
    State state = fresh ? State.FRESH : State.FINISHED;
    if (!ProvenanceDraft.digests(cell, loaded).equals(stored.get().provenance().digests())) {
      state = State.STALE;
    } else if (!stored.get().done()) {
      state = State.FAILED;
    } else if (!fresh) {
      listener.skipped(cell, stored.get());
    }
    // The seconds that a cell took, to the millisecond, distinguish it from the same cell made
    // again.
    return new CellState(cell, state, stored.get().status() + stored.get().provenance());
  }

  /**
   * Runs the plan. Other processes may run this plan or other plans on the same folders at the same
   * time.
   *
   * @param plan plan with the cells of the run
   * @return numbers of cells
   * @throws BadInputException if data or folders are unusable; no result is written then
   * @throws IOException if a file of the results can't be read or written
   */
  public Summary run(Plan plan) throws IOException {
    Map<String, LoadedDataset> data = load(plan);
    Map<Boolean, List<CellState>> all =
        states(plan, data).stream().collect(Collectors.partitioningBy(CellState::finished));
    List<CellState> todo = all.get(false);
    List<CellState> finished = all.get(true);
    todo.forEach(s -> listener.planned(s.cell()));
    listener.ready(todo.size(), finished.size());
    if (!todo.isEmpty()) {
      Platform.limitMemory();
    }
    data.forEach(this::writeRows);
    Measures measures = new Measures(registry.metrics(), plan.profile().mapAt());
    clean(data.keySet());
    try (Locks ofResults = new Locks(results);
        RunContext run = RunContext.of(work, fresh, command, listener)) {
      CellRunner cells = new CellRunner(run, Retrievals.shownBits(plan.profile().bits()), measures);
      LateMetrics late = new LateMetrics(this, measures, ofResults);
      for (CellState state : finished) {
        LoadedDataset loaded = data.get(state.cell().dataset().name());
        cells.training(state.cell(), loaded).over(); // in case its process was killed before this
        late.add(state.cell(), loaded);
      }
      late.tell();
      Summary summary = new Sweep(this, data, cells, ofResults).run(todo);
      clean(data.keySet()); // files of a process that was killed while this one ran
      return new Summary(summary.made(), finished.size() + summary.kept(), summary.failed());
    }
  }

  /**
   * Adapts settings that the user did not give to the sizes of the data sets, and reports the
   * changes. All seeds of a row get the same settings, namely those for the smallest split.
   */
  private List<PlannedCell> suited(Plan plan, Map<String, LoadedDataset> data) {
    List<PlannedCell> out = new ArrayList<>();
    Map<String, Set<String>> changes = new LinkedHashMap<>();
    for (PlannedCell cell : plan.cells()) {
      String dataset = cell.dataset().name();
      PlannedCell suited = cell.suited(data.get(dataset).leastToLearnFrom());
      out.add(suited);
      changes.computeIfAbsent(dataset, d -> new LinkedHashSet<>()).addAll(suited.changes(cell));
    }
    changes.values().removeIf(Set::isEmpty);
    changes.forEach(
        (name, its) -> {
          String note = PlannedCell.fewImages(data.get(name).leastToLearnFrom(), its);
          listener.note(name + ": " + note);
        });
    return out;
  }

  /** Removes incomplete files that killed processes left behind. */
  private void clean(Set<String> datasets) {
    try {
      for (String dataset : datasets) {
        AtomicFile.removeParts(results.resolve(dataset));
        AtomicFile.removeParts(work.resolve(dataset));
      }
    } catch (IOException e) {
      listener.problem("incomplete files of earlier runs can't be removed: " + Reason.withKind(e));
    }
  }

  /**
   * For every seed of the plan, writes a file that says which person each row of the codes files
   * shows and how the split uses the row.
   */
  private void writeRows(String dataset, LoadedDataset loaded) {
    int[] labels = loaded.data().images().labels();
    for (Map.Entry<Long, DrawnSplit> e : loaded.splits().entrySet()) {
      Path file = RowsFile.file(work, dataset, e.getKey());
      DrawnSplit drawn = e.getValue();
      try {
        RowsFile.write(file, labels, drawn.split(), loaded.data().digest(), drawn.digest());
      } catch (IOException failure) { // only figures need this file, not results
        listener.problem(file + ": not written (" + Reason.withKind(failure) + ")");
      }
    }
  }
}
