package io.ddh.experiments.run;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.Seeds;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.share.Locks;
import io.ddh.experiments.work.RowsFile;
import io.ddh.experiments.work.ShownBits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a plan: what is missing, stale or failed is made, what is finished is kept. Bad input is
 * found before the first training and leaves results as they were.
 */
public final class Runner {
  /** Property: seconds between two states that a training keeps to go on from. */
  public static final String INTERVAL = "ddh.checkpoint.seconds";

  private final Registry registry;
  private final Path results;
  private final Path work;
  private final boolean fresh;
  private final List<String> command;
  private final RunListener listener;
  private final Duration interval = Duration.ofSeconds(Integer.getInteger(INTERVAL, 30));

  /**
   * A runner.
   *
   * @param work folder for caches, codes and weights
   * @param fresh true: finished cells and kept features are made again
   * @param command what the cells are to say that they were made by; empty: nothing
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

  /** What came out; kept cells were finished before or by others. */
  public record Summary(int made, int kept, int failed) {}

  /** How a planned cell stands before the run. */
  public enum State {
    FINISHED,
    MISSING,
    STALE,
    FAILED,
    FRESH
  }

  /**
   * A planned cell and its state.
   *
   * @param mark equal as long as the stored cell is the same
   */
  public record Standing(PlannedCell cell, State state, String mark) {}

  /**
   * The seed of a cell's method, by the architecture's rule. A variant has that of the row it is
   * of, so that they differ by nothing but the settings.
   */
  static long seed(PlannedCell cell) {
    return Seeds.derive(cell.seed(), cell.dataset().name(), cell.base(), cell.bits());
  }

  /** Reads the data and says how each cell stands; writes no result. */
  public List<Standing> inspect(Plan plan) throws IOException {
    checkFolders(plan);
    Map<String, LoadedDataset> data = Preparation.load(plan, registry, work, listener);
    return new Standings(results, fresh, data, listener).of(suited(plan, data));
  }

  /**
   * Runs the plan. Other processes may run the same or others on the same folders.
   *
   * @throws BadInputException if data or folders are unusable; no result is written then
   */
  public Summary run(Plan plan) throws IOException {
    checkFolders(plan);
    Map<String, LoadedDataset> data = Preparation.load(plan, registry, work, listener);
    Standings standings = new Standings(results, fresh, data, listener);
    List<Standing> all = standings.of(suited(plan, data));
    List<Standing> todo = all.stream().filter(s -> s.state() != State.FINISHED).toList();
    int finished = all.size() - todo.size();
    todo.forEach(s -> listener.planned(s.cell()));
    listener.ready(todo.size(), finished);
    if (!todo.isEmpty()) {
      Platform.limitMemory();
    }
    for (Map.Entry<String, LoadedDataset> e : data.entrySet()) {
      writeRows(e.getKey(), e.getValue());
    }
    RunOrigin origin = RunOrigin.here(command);
    Measures measures = new Measures(registry.metrics(), plan.profile().mapAt());
    UnfinishedTrainings unfinished =
        new UnfinishedTrainings(work, fresh, interval, origin.madeBy(), listener);
    clean(data.keySet());
    try (Locks ofResults = new Locks(results);
        Locks ofWork = new Locks(work)) {
      CellRunner cells =
          new CellRunner(
              work,
              new FeatureStore(work, fresh, ofWork, unfinished, origin.madeBy()),
              new CheckpointStores(work, fresh, ofWork, origin.madeBy()),
              unfinished,
              origin,
              ShownBits.of(plan.profile().bits()),
              measures,
              listener);
      LateMetrics late = new LateMetrics(results, work, measures, ofResults, listener);
      for (Standing standing : all) {
        if (standing.state() == State.FINISHED) { // an end may have come just before this
          PlannedCell cell = standing.cell();
          LoadedDataset loaded = data.get(cell.dataset().name());
          cells.training(cell, loaded).over();
          late.add(cell, loaded);
        }
      }
      late.tell();
      Summary summary = new Sweep(results, data, standings, cells, ofResults, listener).run(todo);
      clean(data.keySet()); // of a process that was killed beside this one
      return new Summary(summary.made(), finished + summary.kept(), summary.failed());
    }
  }

  /** The plan as it suits its data sets' sizes; says what that changes. */
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

  /** Removes what processes left that were killed. */
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

  /** Says what each row of the codes files is, for every seed of the plan. */
  private void writeRows(String dataset, LoadedDataset loaded) {
    int[] labels = loaded.data().images().labels();
    for (Map.Entry<Long, LoadedDataset.DrawnSplit> e : loaded.splits().entrySet()) {
      LoadedDataset.DrawnSplit drawn = e.getValue();
      Path file = RowsFile.file(work, dataset, e.getKey());
      try {
        RowsFile.write(file, labels, drawn.split(), loaded.data().digest(), drawn.digest());
      } catch (IOException problem) { // figures need it, results don't
        listener.problem(file + ": not written (" + Failures.reason(problem) + ")");
      }
    }
  }

  private void checkFolders(Plan plan) {
    plan.cells().stream()
        .map(cell -> cell.dataset().name())
        .distinct()
        .forEach(name -> Folders.checkWritable("results folder", CellStore.folder(results, name)));
    Folders.checkWritable("work folder", work);
  }
}
