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
 * Runs a plan: what is missing, stale or failed is made, what is finished is kept. Bad input is
 * found before the first training and leaves the results as they were.
 */
public final class Runner {
  /** Property: least seconds between two checkpoints of a training. */
  public static final String INTERVAL = "ddh.checkpoint.seconds";

  private final Registry registry;
  private final Path results;
  private final Path work;
  private final boolean fresh;
  private final List<String> command;
  private final RunListener listener;

  /**
   * A runner.
   *
   * @param work folder for caches, codes and weights
   * @param fresh true: finished cells and kept features are made again
   * @param command recorded in the cells as what made them; empty: nothing is recorded
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

  /** What came out; kept cells were finished before, or by other processes. */
  public record Summary(int made, int kept, int failed) {}

  /** Reads the data and compares each planned cell with the stored one; writes no result. */
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
   * Runs the plan. Other processes may run the same or others on the same folders.
   *
   * @throws BadInputException if data or folders are unusable; no result is written then
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

  /** The plan with settings that suit its data sets' sizes; reports what that changes. */
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

  /** Writes what each row of the codes files is, for every seed of the plan. */
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
