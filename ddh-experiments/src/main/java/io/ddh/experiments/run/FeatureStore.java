package io.ddh.experiments.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.core.CheckpointStore;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.Features;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Split;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.run.LoadedDataset.DrawnSplit;
import io.ddh.experiments.share.Locks;
import io.ddh.experiments.share.Locks.Lock;
import io.ddh.experiments.share.Postponed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Features that several cells share: made once a (data set, seed, settings), kept under the work
 * folder by the digest of what made them if they are worth it, and in memory while cells of the
 * same data set and seed are run. One run's state: not for several threads.
 */
final class FeatureStore {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

  private final Path work;
  private final boolean fresh;
  private final Locks locks;
  private final UnfinishedTrainings unfinished;
  private final String madeBy;
  private final Map<String, Made> inMemory = new HashMap<>();
  private final Map<String, String> failed = new HashMap<>();
  private final Set<String> madeNow = new HashSet<>();
  private String group = "";

  /**
   * What a feature method left.
   *
   * @param outputs features by output
   * @param facts of its training; empty where the kept file is of a program that kept none
   */
  private record Made(Map<String, Features> outputs, Map<String, Object> facts) {}

  /**
   * Features with what is known of their training.
   *
   * @param values a row an image
   * @param facts see {@link io.ddh.core.FeatureExtractor#facts()}
   */
  record Trained(Features values, Map<String, Object> facts) {}

  /**
   * A store.
   *
   * @param fresh true: what an earlier run left is made again
   * @param madeBy program and machine
   */
  FeatureStore(
      Path work, boolean fresh, Locks locks, UnfinishedTrainings unfinished, String madeBy) {
    this.work = work;
    this.fresh = fresh;
    this.locks = locks;
    this.unfinished = unfinished;
    this.madeBy = madeBy;
  }

  /** The seed of a feature method, by the architecture's rule. */
  static long seed(PlannedCell cell, FeaturePlan plan) {
    return Seeds.derive(cell.seed(), cell.dataset().name(), plan.name());
  }

  /**
   * The features of all images.
   *
   * @throws IllegalStateException if they could not be made, now or for an earlier cell
   * @throws Postponed if another process is making them
   */
  Trained get(PlannedCell cell, FeaturePlan plan, LoadedDataset loaded, RunListener progress)
      throws IOException {
    DrawnSplit drawn = loaded.splits().get(cell.seed());
    String key = Digests.of(made(cell, plan, loaded, drawn));
    String own = cell.dataset().name() + "/" + cell.seed();
    if (!own.equals(group)) {
      inMemory.clear();
      group = own;
    }
    if (failed.containsKey(key)) {
      throw new IllegalStateException(failed.get(key));
    }
    Made made = inMemory.get(key);
    if (made == null) {
      made = readOrMake(cell, plan, loaded, drawn, key, progress);
      inMemory.put(key, made);
    }
    Features features = made.outputs().get(plan.output());
    if (features == null) {
      throw new IllegalStateException(plan.name() + " made no features '" + plan.output() + "'");
    }
    return new Trained(features, made.facts());
  }

  /** Lets go of what is in memory. */
  void forget() {
    inMemory.clear();
  }

  private static Map<String, Object> made(
      PlannedCell cell, FeaturePlan plan, LoadedDataset loaded, DrawnSplit drawn) {
    Map<String, Object> made =
        new TreeMap<>(PlannedCell.revised(plan.method().revision(), Map.of("format", FORMAT)));
    made.put("data", loaded.data().digest());
    made.put("split", drawn.digest());
    made.put("name", plan.name());
    made.put("class", plan.method().getClass().getName());
    made.put("settings", plan.settings().asMap());
    made.put("seed", seed(cell, plan));
    return made;
  }

  @SuppressWarnings("try") // the lock is used by being held
  private Made readOrMake(
      PlannedCell cell,
      FeaturePlan plan,
      LoadedDataset loaded,
      DrawnSplit drawn,
      String key,
      RunListener progress)
      throws IOException {
    UnfinishedTrainings.Training training =
        unfinished.of(
            cell.dataset().name(),
            "features-" + plan.name() + "-s" + cell.seed(),
            seed(cell, plan),
            made(cell, plan, loaded, drawn));
    if (!plan.method().worthKeeping()) {
      return make(cell, plan, loaded, key, training, progress);
    }
    Path file =
        work.resolve(cell.dataset().name())
            .resolve("features")
            .resolve(plan.name() + "-" + key.substring(0, 16) + ".bin");
    int rows = loaded.data().images().size();
    Optional<Made> kept = kept(file, plan, key, rows);
    if (kept.isPresent()) {
      training.over(); // an end may have come between the two
      return kept.get();
    }
    String name = "features " + plan.name();
    try (Lock lock = locks.take(file).orElseThrow(() -> Postponed.madeElsewhere(name))) {
      kept = kept(file, plan, key, rows); // another may have made them in between
      if (kept.isPresent()) {
        training.over();
        return kept.get();
      }
      Made made = make(cell, plan, loaded, key, training, progress);
      try {
        write(file, plan, key, made);
        madeNow.add(key);
        training.over();
      } catch (IOException e) { // this run has them all the same
        progress.note(name + ": not kept for other runs (" + Failures.reason(e) + ")");
      }
      return made;
    }
  }

  private Made make(
      PlannedCell cell,
      FeaturePlan plan,
      LoadedDataset loaded,
      String key,
      UnfinishedTrainings.Training training,
      Progress progress) {
    Images images = loaded.data().images().images();
    Split split = loaded.splits().get(cell.seed()).split();
    try {
      TrainingSet data = TrainingSet.of(images, loaded.data().images().labels(), split);
      Progress named = named("features " + plan.name(), progress);
      FeatureExtractor extractor = plan.method().train(data, seed(cell, plan), training, named);
      Map<String, Features> outputs = extractor.extract(images, named);
      outputs.forEach((output, features) -> check(output, features, images.size()));
      Map<String, Object> facts = new TreeMap<>(extractor.facts());
      if (!facts.isEmpty()) {
        facts.put(CheckpointStore.MADE_BY, madeBy);
      }
      return new Made(outputs, facts);
    } catch (RuntimeException | Error e) {
      training.failed();
      failed.put(key, "features " + plan.name() + ": " + Failures.reason(e));
      throw e;
    }
  }

  private static void check(String output, Features features, int rows) {
    Check.that(features.size() == rows, "%d %s for %d images", features.size(), output, rows);
    float[] values = features.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new ArithmeticException(
            output + " of image " + i / features.dimension() + " is " + values[i]);
      }
    }
  }

  private Optional<Made> kept(Path file, FeaturePlan plan, String key, int rows) {
    return fresh && !madeNow.contains(key) ? Optional.empty() : read(file, plan, key, rows);
  }

  private static Progress named(String name, Progress progress) {
    return (what, done, total) -> progress.report(name + ": " + what, done, total);
  }

  private static Optional<Made> read(Path file, FeaturePlan plan, String key, int rows) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      TensorFile tensors = TensorFile.read(file, "features/" + plan.name());
      Map<String, Features> out = new HashMap<>();
      for (Map.Entry<String, float[]> e : tensors.arrays().entrySet()) {
        out.put(
            e.getKey(),
            new Features(Integer.parseInt(tensors.text("d." + e.getKey())), e.getValue()));
      }
      boolean fits =
          tensors.text("key").equals(key) && out.values().stream().allMatch(f -> f.size() == rows);
      Map<String, Object> facts =
          JSON.readValue(tensors.texts().getOrDefault("facts", "{}"), FACTS);
      return fits ? Optional.of(new Made(out, facts)) : Optional.empty();
    } catch (BadInputException | IllegalArgumentException | IOException e) {
      return Optional.empty(); // damaged, unreadable or older: made again and written over
    }
  }

  private static void write(Path file, FeaturePlan plan, String key, Made made) throws IOException {
    Map<String, String> texts = new HashMap<>();
    Map<String, float[]> arrays = new HashMap<>();
    texts.put("key", key);
    texts.put("facts", JSON.writeValueAsString(made.facts()));
    made.outputs()
        .forEach(
            (output, features) -> {
              texts.put("d." + output, Integer.toString(features.dimension()));
              arrays.put(output, features.values());
            });
    new TensorFile("features/" + plan.name(), texts, arrays).write(file);
  }
}
