package io.ddh.experiments.run;

import io.ddh.core.BadInputException;
import io.ddh.core.CheckpointStore;
import io.ddh.core.Dataset;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import io.ddh.data.split.SplitProtocols;
import io.ddh.experiments.Provenance;
import io.ddh.experiments.share.Postponed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Trains a row that is to become a model. Training uses the same seeds and checkpoints as a run
 * that trains a cell, and resumes after an interruption in the same way. The checkpoints of the
 * feature method are kept until the model is written, whereas a run keeps them only until the
 * features are extracted.
 */
public final class RowTraining implements AutoCloseable {
  private static final String PREFIX = "model-";

  /** Keys of the provenance that may be published with a model. */
  private static final List<String> SHARED =
      List.of("backend", "data", "digests", "libraries", "program", "seeds", "split");

  private final RunContext run;
  private final List<TrainingCheckpoints> trainings = new ArrayList<>();

  /**
   * Prepares a training run.
   *
   * @param work folder for checkpoints and caches
   * @param listener receives progress and remarks
   */
  public RowTraining(Path work, RunListener listener) {
    RunContext.checkWritable("work folder", work);
    run = RunContext.of(work, false, List.of(), listener);
  }

  /**
   * The result of training.
   *
   * @param hasher the trained hasher
   * @param extractor extractor of the features; empty if the row learns from pixels
   * @param inputs the data set as the hasher takes it, either as features or as pixels
   * @param provenance how the model was made, with program, configuration, digests and seeds
   * @param seconds seconds by stage, including the time that interrupted processes spent
   */
  public record Trained(
      Hasher hasher,
      Optional<FeatureExtractor> extractor,
      Inputs inputs,
      Map<String, Object> provenance,
      Map<String, Double> seconds) {}

  /**
   * Trains the row.
   *
   * @param cell row, code length and seed
   * @param data data set with its images
   * @param read seconds that reading the data took
   * @param split rows for training and validation
   * @return the trained hasher with its provenance
   * @throws BadInputException if the row can't learn from such images, or if another process is
   *     making something that the row needs
   */
  public Trained train(PlannedCell cell, Dataset data, double read, Split split) {
    cell.check(data.images().images().shape());
    LoadedDataset.DrawnSplit drawn =
        new LoadedDataset.DrawnSplit(split, SplitProtocols.digest(split));
    LoadedDataset loaded = new LoadedDataset(data, read, Map.of(cell.seed(), drawn));
    ProvenanceDraft draft = new ProvenanceDraft(read);
    CheckpointStores checkpoints = new CheckpointStores(run);
    try {
      Inputs inputs = loaded.images();
      Optional<FeatureExtractor> extractor = Optional.empty();
      if (cell.features().isPresent()) {
        FeaturePlan plan = cell.features().get();
        long seed = cell.seed(plan);
        String name = "features-" + plan.name() + "-s" + cell.seed();
        TrainingSet learned = loaded.training(cell, loaded.images());
        TrainingCheckpoints kept = training(cell, name, seed, loaded);
        FeatureExtractor made =
            plan.method().train(learned, seed, kept, plan.named(run.listener()));
        inputs = made.extract(loaded.images(), run.listener()).get(plan.output());
        extractor = Optional.of(made);
        draft.lap("features");
      }
      TrainingCheckpoints own = training(cell, cell.id(), cell.methodSeed(), loaded);
      Hasher hasher =
          cell.train(
              loaded.training(cell, inputs), checkpoints.of(cell, loaded, own), run.listener());
      draft.lap("train");
      trainings.forEach(t -> draft.add("earlier", t.before()));
      Map<String, Object> facts = facts(draft.finished(run, cell, loaded), cell, hasher);
      return new Trained(hasher, extractor, inputs, facts, draft.seconds());
    } catch (Postponed e) {
      throw new BadInputException(e.getMessage() + "; try again when that process has finished", e);
    } catch (RuntimeException | Error e) {
      trainings.forEach(TrainingCheckpoints::failed);
      throw e;
    } finally {
      checkpoints.release();
    }
  }

  private TrainingCheckpoints training(
      PlannedCell cell, String name, long seed, LoadedDataset loaded) {
    TrainingCheckpoints training =
        new TrainingCheckpoints(
            run, cell, PREFIX + name, seed, ProvenanceDraft.digests(cell, loaded));
    trainings.add(training);
    return training;
  }

  /**
   * {@return those facts about how the model was made that may be published; facts about the
   * machine and paths are left out}
   */
  private static Map<String, Object> facts(Provenance all, PlannedCell cell, Hasher hasher) {
    Map<String, Object> facts = new TreeMap<>(all.asMap());
    facts.keySet().retainAll(SHARED);
    facts.put("dataset", Map.of("name", cell.dataset().name(), "form", cell.dataset().form()));
    facts.put("facts", brief(hasher.facts()));
    return facts;
  }

  /**
   * {@return the facts of a training run without curves, and without the machine that made a
   * checkpoint}
   */
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

  /** Removes the checkpoints. Must be called only after the model has been written. */
  public void over() {
    trainings.forEach(TrainingCheckpoints::over);
  }

  @Override
  public void close() {
    run.close();
  }
}
