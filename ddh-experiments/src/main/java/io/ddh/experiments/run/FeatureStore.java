package io.ddh.experiments.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ddh.core.Check;
import io.ddh.core.CheckpointStore;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.Features;
import io.ddh.core.Images;
import io.ddh.core.Pretrained;
import io.ddh.core.Reason;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.share.Locks.Lock;
import io.ddh.experiments.share.Postponed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stores features that several cells share. Features are made once for each data set, seed and
 * settings; features of networks that were trained elsewhere are made once for all seeds. The
 * features are kept in memory while cells of the same data set and seed are run, and also in the
 * work folder if the feature method declares them worth keeping. An instance holds the state of one
 * run and must not be shared by threads.
 */
final class FeatureStore {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

  private final RunContext run;
  private final Map<String, Made> inMemory = new HashMap<>();
  private final Map<String, String> failed = new HashMap<>();
  private final Set<String> madeNow = new HashSet<>();
  private String group = "";

  FeatureStore(RunContext run) {
    this.run = run;
  }

  /**
   * The features that a feature method made.
   *
   * @param outputs features by name of the output
   * @param facts facts about the training of the feature method; empty if the features were read
   *     from a file that an older version wrote without facts
   */
  record Made(Map<String, Features> outputs, Map<String, Object> facts) {}

  /** Features that have to be read or made. */
  private record Job(
      PlannedCell cell,
      FeaturePlan plan,
      LoadedDataset loaded,
      String key,
      TrainingCheckpoints training) {}

  /**
   * Returns the features of all images, which include the output that the plan names.
   *
   * @throws IllegalStateException if the features could not be made, now or for an earlier cell
   * @throws Postponed if another process is making the features
   */
  Made get(PlannedCell cell, FeaturePlan plan, LoadedDataset loaded) throws IOException {
    Map<String, Object> made = made(cell, plan, loaded);
    String key = KeyedFile.digest(made);
    String own = cell.dataset().name() + "/" + cell.seed();
    if (!own.equals(group)) {
      inMemory.clear();
      group = own;
    }
    if (failed.containsKey(key)) {
      throw new IllegalStateException(failed.get(key));
    }
    if (!inMemory.containsKey(key)) {
      String name = "features-" + plan.name() + "-s" + cell.seed();
      TrainingCheckpoints training =
          new TrainingCheckpoints(run, cell, name, cell.seed(plan), made);
      inMemory.put(key, readOrMake(new Job(cell, plan, loaded, key, training)));
    }
    Made found = inMemory.get(key);
    if (!found.outputs().containsKey(plan.output())) {
      throw new IllegalStateException(plan.name() + " made no features '" + plan.output() + "'");
    }
    return found;
  }

  /** Removes all features from memory. */
  void forget() {
    inMemory.clear();
  }

  private static Map<String, Object> made(
      PlannedCell cell, FeaturePlan plan, LoadedDataset loaded) {
    Map<String, Object> made =
        new TreeMap<>(PlannedCell.revised(plan.method().revision(), Map.of("format", FORMAT)));
    made.put("data", loaded.data().digest());
    made.put("name", plan.name());
    made.put("class", plan.method().getClass().getName());
    made.put("settings", plan.settings().asMap());
    Optional<Pretrained> elsewhere = plan.method().pretrained();
    if (elsewhere.isPresent()) {
      made.put(Cell.PRETRAINED, elsewhere.get().asMap());
    } else {
      made.put("split", loaded.drawn(cell).digest());
      made.put("seed", cell.seed(plan));
    }
    return made;
  }

  @SuppressWarnings("try") // the lock only needs to be held
  private Made readOrMake(Job job) throws IOException {
    FeaturePlan plan = job.plan();
    if (!plan.method().worthKeeping()) {
      return make(job);
    }
    boolean shared = plan.method().pretrained().isPresent(); // by all splits of the same data
    Path folder = (shared ? run.work() : run.folder(job.cell())).resolve("features");
    Path path = KeyedFile.named(folder, plan.name(), job.key(), ".bin");
    KeyedFile file = new KeyedFile(path, "features/" + plan.name(), "key", job.key());
    int rows = job.loaded().images().size();
    String name = "features " + plan.name();
    Optional<Made> kept = read(file, rows);
    if (kept.isEmpty()) {
      try (Lock lock = run.locks().take(path).orElseThrow(() -> Postponed.madeElsewhere(name))) {
        kept = read(file, rows); // another process may have made them in the meantime
        if (kept.isEmpty()) {
          Made made = make(job);
          try {
            write(file, made);
            madeNow.add(job.key());
            job.training().over();
          } catch (IOException e) { // this run has the features in memory
            run.listener().note(name + ": not stored for other runs (" + Reason.withKind(e) + ")");
          }
          return made;
        }
      }
    }
    job.training().over(); // in case the process that made them was killed before this
    return kept.get();
  }

  private Made make(Job job) {
    FeaturePlan plan = job.plan();
    Images images = job.loaded().images();
    boolean learns = plan.method().pretrained().isEmpty();
    int[] none = {};
    try {
      FeatureExtractor extractor =
          plan.method()
              .train(
                  learns
                      ? job.loaded().training(job.cell(), images)
                      : new TrainingSet(images.select(none), none, 0, none, none),
                  job.cell().seed(plan),
                  job.training(),
                  plan.named(run.listener()));
      Map<String, Features> outputs = extractor.extract(images, plan.named(run.listener()));
      outputs.forEach((output, features) -> check(output, features, images.size()));
      Map<String, Object> facts = new TreeMap<>(CellStore.checked(extractor.facts()));
      if (!facts.isEmpty()) {
        facts.put(CheckpointStore.MADE_BY, run.madeBy());
      }
      return new Made(outputs, facts);
    } catch (RuntimeException | Error e) {
      job.training().failed();
      failed.put(job.key(), "features " + plan.name() + ": " + Reason.withKind(e));
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

  private Optional<Made> read(KeyedFile file, int rows) {
    Optional<TensorFile> kept =
        run.fresh() && !madeNow.contains(file.key()) ? Optional.empty() : file.read();
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    try {
      TensorFile tensors = kept.get();
      Map<String, Features> out = new HashMap<>();
      for (Map.Entry<String, float[]> e : tensors.arrays().entrySet()) {
        int dimension = Integer.parseInt(tensors.text("d." + e.getKey()));
        out.put(e.getKey(), new Features(dimension, e.getValue()));
      }
      Map<String, Object> facts =
          JSON.readValue(tensors.texts().getOrDefault("facts", "{}"), FACTS);
      return Optional.of(new Made(out, facts))
          .filter(made -> made.outputs().values().stream().allMatch(f -> f.size() == rows));
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty(); // a file of an older version, which is replaced
    }
  }

  private static void write(KeyedFile file, Made made) throws IOException {
    Map<String, String> texts = new HashMap<>();
    Map<String, float[]> arrays = new HashMap<>();
    texts.put("facts", JSON.writeValueAsString(made.facts()));
    made.outputs()
        .forEach(
            (output, features) -> {
              texts.put("d." + output, Integer.toString(features.dimension()));
              arrays.put(output, features.values());
            });
    file.write(texts, arrays);
  }
}
