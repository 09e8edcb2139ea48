package io.ddh.experiments.run;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.share.Locks;
import io.ddh.experiments.work.RowsFile;
import io.ddh.experiments.work.ShownBits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs a plan: makes the cells that are missing, stale or failed, and keeps those that are
 * finished. Bad input is found before the first training and leaves the results unchanged.
 */
public final class Runner {
  /** System property: least number of seconds between two checkpoints of a training. */
  public static final String INTERVAL = "ddh.checkpoint.seconds";

  private final Registry registry;
  private final Path results;
  private final Path work;
  private final boolean fresh;
  private final List<String> command;
  private final RunListener listener;

  /**
   * Creates a runner.
   *
   * @param registry methods, features and metrics on the class path
   * @param results results folder
   * @param work folder for caches, codes and weights
   * @param fresh true: finished cells and kept features are made again
   * @param command command line that the cells record; empty: none is recorded
   * @param listener receives progress and problems
   */
  public Runner(
      Registry registry,
      Path results,
      Path work,
      boolean fresh,
      List<String> command,
      RunListener listener) {
    this.registry = registry;
    this.results = results;
    this.work = work;
    this.fresh = fresh;
    this.command = List.copyOf(command);
    this.listener = listener;
  }

  /**
   * Numbers of cells.
   *
   * @param made cells made by this run
   * @param kept cells that were finished before or by other processes
   * @param failed cells that failed in this run
   */
  public record Summary(int made, int kept, int failed) {}

  /**
   * Reads the data and compares each planned cell with the stored one; writes no result.
   *
   * @param plan the cells
   * @return the state of each cell, in the plan's order
   * @throws BadInputException if data or folders are unusable
   * @throws IOException if a cell file can't be read
   */
  public List<CellState> inspect(Plan plan) throws IOException {
    CellStates states = states(plan);
    return states.of(suited(plan, states.data()));
  }

  private CellStates states(Plan plan) {
    plan.cells().stream()
        .map(cell -> cell.dataset().name())
        .distinct()
        .forEach(name -> Folders.checkWritable("results folder", CellStore.folder(results, name)));
    Folders.checkWritable("work folder", work);
    Map<String, LoadedDataset> data = Preparation.load(plan, registry, work, listener);
    return new CellStates(results, fresh, data, listener);
  }

  /**
   * Runs the plan. Other processes may run the same plan or others on the same folders.
   *
   * @param plan the cells
   * @return numbers of cells
   * @throws BadInputException if data or folders are unusable; no result is written then
   * @throws IOException if a file of the results can't be read or written
   */
  public Summary run(Plan plan) throws IOException {
    CellStates states = states(plan);
    Map<String, LoadedDataset> data = states.data();
    Map<Boolean, List<CellState>> all =
        states.of(suited(plan, data)).stream()
            .collect(Collectors.partitioningBy(CellState::finished));
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
        Locks ofWork = new Locks(work)) {
      RunContext run = new RunContext(work, fresh, ofWork, RunOrigin.here(command), listener);
      CellRunner cells = new CellRunner(run, ShownBits.of(plan.profile().bits()), measures);
      LateMetrics late = new LateMetrics(results, work, measures, ofResults, listener);
      for (CellState state : finished) {
        LoadedDataset loaded = data.get(state.cell().dataset().name());
        cells.training(state.cell(), loaded).over(); // in case its process was killed before this
        late.add(state.cell(), loaded);
      }
      late.tell();
      Summary summary = new Sweep(states, cells, ofResults).run(todo);
      clean(data.keySet()); // of a process that was killed beside this one
      return new Summary(summary.made(), finished.size() + summary.kept(), summary.failed());
    }
  }

  /** Adapts the plan's settings to the sizes of its data sets, and reports what that changes. */
  private Plan suited(Plan plan, Map<String, LoadedDataset> data) {
    Map<String, Integer> images = new HashMap<>();
    data.forEach((name, loaded) -> images.put(name, loaded.leastToLearnFrom()));
    Plan suited = plan.suited(images);
    Map<String, Set<String>> changes = new LinkedHashMap<>();
    for (int i = 0; i < plan.cells().size(); i++) {
      PlannedCell cell = suited.cells().get(i);
      changes
          .computeIfAbsent(cell.dataset().name(), name -> new LinkedHashSet<>())
          .addAll(cell.changes(plan.cells().get(i)));
    }
    changes.forEach(
        (name, its) -> {
          if (!its.isEmpty()) {
            listener.note(name + ": " + Suitability.fewImages(images.get(name), its));
          }
        });
    return suited;
  }

  /** Removes what killed processes left half written. */
  private void clean(Set<String> datasets) {
    try {
      for (String dataset : datasets) {
        AtomicFile.removeParts(results.resolve(dataset));
        AtomicFile.removeParts(work.resolve(dataset));
      }
    } catch (IOException e) {
      listener.problem("leftovers of earlier runs stay: " + Failures.reason(e));
    }
  }

  /**
   * Writes for every seed of the plan which person each row of the codes files shows and how the
   * split uses it.
   */
  private void writeRows(String dataset, LoadedDataset loaded) {
    int[] labels = loaded.data().images().labels();
    loaded
        .splits()
        .forEach(
            (seed, drawn) -> {
              Path file = RowsFile.file(work, dataset, seed);
              try {
                RowsFile.write(file, labels, drawn.split(), loaded.data().digest(), drawn.digest());
              } catch (IOException e) { // figures need it, results don't
                listener.problem(file + ": not written (" + Failures.reason(e) + ")");
              }
            });
  }
}
