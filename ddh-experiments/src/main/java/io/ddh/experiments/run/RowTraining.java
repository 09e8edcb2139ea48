package io.ddh.experiments.run;

import io.ddh.core.BadInputException;
import io.ddh.core.CheckpointStore;
import io.ddh.core.Dataset;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.Progress;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import io.ddh.data.split.SplitProtocols;
import io.ddh.experiments.share.Locks;
import io.ddh.experiments.share.Postponed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Trains one row that is to become a model, as a sweep trains a cell: with the same seeds, on the
 * same shelves, and going on where an ended process stopped. What the features learned is kept
 * here, which a sweep only needs for as long as it extracts.
 */
public final class RowTraining implements AutoCloseable {
  private static final String PREFIX = "model-";

  /** Of a provenance, what others may know. */
  private static final List<String> SHARED =
      List.of("backend", "data", "digests", "libraries", "program", "seeds", "split");

  private final RunOrigin origin = RunOrigin.here(List.of());
  private final Locks locks;
  private final List<UnfinishedTrainings.Training> trainings = new ArrayList<>();
  private final UnfinishedTrainings unfinished;
  private final CheckpointStores shelves;
  private final RunListener listener;

  /**
   * A training.
   *
   * @param work folder for what it keeps
   */
  public RowTraining(Path work, RunListener listener) {
    Folders.checkWritable("work folder", work);
    Duration interval = Duration.ofSeconds(Integer.getInteger(Runner.INTERVAL, 30));
    unfinished = new UnfinishedTrainings(work, false, interval, origin.madeBy(), listener);
    locks = new Locks(work);
    shelves = new CheckpointStores(work, false, locks, origin.madeBy());
    this.listener = listener;
  }

  /**
   * What came out.
   *
   * @param extractor of the features; empty: the row takes pixels
   * @param inputs the data set as the hasher takes it
   * @param provenance program, configuration, digests, seeds
   * @param seconds by stage, those of ended processes included
   */
  public record Trained(
      Hasher hasher,
      Optional<FeatureExtractor> extractor,
      Inputs inputs,
      Map<String, Object> provenance,
      Map<String, Double> seconds) {}

  /**
   * Trains.
   *
   * @param read seconds that reading took
   * @throws BadInputException if the row can't learn from such images
   */
  public Trained train(PlannedCell cell, Dataset data, double read, Split split) {
    Suitability.check(cell, data.images().images().shape());
    LoadedDataset.DrawnSplit drawn =
        new LoadedDataset.DrawnSplit(split, SplitProtocols.digest(split));
    LoadedDataset loaded = new LoadedDataset(data, read, Map.of(cell.seed(), drawn));
    Stopwatch watch = new Stopwatch(read);
    try {
      Inputs inputs = data.images().images();
      Optional<FeatureExtractor> extractor = Optional.empty();
      if (cell.features().isPresent()) {
        FeaturePlan plan = cell.features().get();
        FeatureExtractor made = features(cell, plan, loaded, split);
        inputs = made.extract(data.images().images(), listener).get(plan.output());
        extractor = Optional.of(made);
        watch.lap("features");
      }
      UnfinishedTrainings.Training training =
          training(cell, PREFIX + cell.id(), Runner.seed(cell), loaded);
      Hasher hasher =
          cell.method()
              .train(
                  TrainingSet.of(inputs, data.images().labels(), split),
                  cell.bits(),
                  Runner.seed(cell),
                  shelves.of(cell, loaded, training),
                  listener);
      watch.lap("train");
      trainings.forEach(t -> watch.add("earlier", t.before()));
      return new Trained(hasher, extractor, inputs, facts(cell, loaded, hasher), watch.asMap());
    } catch (Postponed e) {
      throw new BadInputException(e.getMessage() + "; try again when that is over", e);
    } catch (RuntimeException | Error e) {
      trainings.forEach(UnfinishedTrainings.Training::failed);
      throw e;
    } finally {
      shelves.release();
    }
  }

  private FeatureExtractor features(
      PlannedCell cell, FeaturePlan plan, LoadedDataset loaded, Split split) {
    long seed = FeatureStore.seed(cell, plan);
    UnfinishedTrainings.Training training =
        training(cell, PREFIX + "features-" + plan.name() + "-s" + cell.seed(), seed, loaded);
    Progress named =
        (what, done, total) ->
            listener.report("features " + plan.name() + ": " + what, done, total);
    return plan.method()
        .train(
            TrainingSet.of(loaded.data().images().images(), loaded.data().images().labels(), split),
            seed,
            training,
            named);
  }

  private UnfinishedTrainings.Training training(
      PlannedCell cell, String name, long seed, LoadedDataset loaded) {
    UnfinishedTrainings.Training training =
        unfinished.of(cell.dataset().name(), name, seed, ProvenanceDraft.digests(cell, loaded));
    trainings.add(training);
    return training;
  }

  /** What others may know of how a model came about: nothing that tells the machine, no path. */
  private Map<String, Object> facts(PlannedCell cell, LoadedDataset loaded, Hasher hasher) {
    Map<String, Object> facts =
        new TreeMap<>(new ProvenanceDraft(origin, cell, loaded).finished(Map.of()).asMap());
    facts.keySet().retainAll(SHARED);
    facts.put("dataset", Map.of("name", cell.dataset().name(), "form", cell.dataset().form()));
    facts.put("facts", brief(hasher.facts()));
    return facts;
  }

  /** Without curves, and without the machine that made a stage. */
  private static Map<String, Object> brief(Map<?, ?> facts) {
    Map<String, Object> out = new TreeMap<>();
    facts.forEach(
        (key, value) -> {
          String name = (String) key;
          if (!name.endsWith("_by_epoch") && !name.equals(CheckpointStore.MADE_BY)) {
            out.put(name, value instanceof Map<?, ?> inner ? brief(inner) : value);
          }
        });
    return out;
  }

  /** The model is written: nothing to go on from stays. */
  public void over() {
    trainings.forEach(UnfinishedTrainings.Training::over);
  }

  @Override
  public void close() {
    locks.close();
  }
}
