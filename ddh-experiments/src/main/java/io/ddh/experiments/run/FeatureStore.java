package io.ddh.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ddh.data.BadInputException;
import io.ddh.data.FeatureExtractor;
import io.ddh.data.Features;
import io.ddh.data.Images;
import io.ddh.data.Progress;
import io.ddh.data.Seeds;
import io.ddh.data.TensorFile;
import io.ddh.data.TrainingSet;
import io.ddh.experiments.run.LoadedDataset.DrawnSplit;
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
   * @param facts see {@link io.ddh.data.FeatureExtractor#facts()}
   */
  record Trained(Features values, Map<String, Object> facts) {}

  /**
   * A store.
   *
   * @param fresh true: what an earlier run left is made again
   */
  FeatureStore(Path work, boolean fresh) {
    this.work = work;
    this.fresh = fresh;
  }

  /** The seed of a feature method, by the architecture's rule. */
  static long seed(PlannedCell cell, FeaturePlan plan) {
    return Seeds.derive(cell.seed(), cell.dataset().name(), plan.name());
  }

  /**
   * The features of all images.
   *
   * @throws IllegalStateException if they could not be made, now or for an earlier cell
   */
  Trained get(PlannedCell cell, FeaturePlan plan, LoadedDataset loaded, Progress progress)
      throws IOException {
    DrawnSplit drawn = loaded.splits().get(cell.seed());
    String key = key(cell, plan, loaded, drawn);
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

  private static String key(
      PlannedCell cell, FeaturePlan plan, LoadedDataset loaded, DrawnSplit drawn) {
    Map<String, Object> made = new TreeMap<>();
    made.put("format", FORMAT);
    made.put("data", loaded.data().digest());
    made.put("split", drawn.digest());
    made.put("name", plan.name());
    made.put("class", plan.method().getClass().getName());
    made.put("settings", plan.settings().asMap());
    made.put("seed", seed(cell, plan));
    return Digests.of(made);
  }

  private Made readOrMake(
      PlannedCell cell,
      FeaturePlan plan,
      LoadedDataset loaded,
      DrawnSplit drawn,
      String key,
      Progress progress)
      throws IOException {
    Path file =
        work.resolve(cell.dataset().name())
            .resolve("features")
            .resolve(plan.name() + "-" + key.substring(0, 16) + ".bin");
    Images images = loaded.data().images().images();
    if (!fresh || madeNow.contains(key)) {
      Optional<Made> kept = read(file, plan, key, images.size());
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    try {
      TrainingSet data = TrainingSet.of(images, loaded.data().images().labels(), drawn.split());
      Progress named = named("features " + plan.name(), progress);
      FeatureExtractor extractor = plan.method().train(data, seed(cell, plan), named);
      Made made = new Made(extractor.extract(images, named), extractor.facts());
      if (plan.method().worthKeeping()) {
        write(file, plan, key, made);
        madeNow.add(key);
      }
      return made;
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      failed.put(key, "features " + plan.name() + ": " + Failures.reason(e));
      throw e;
    }
  }

  private static Progress named(String name, Progress progress) {
    return (what, done, total) -> progress.report(name + ": " + what, done, total);
  }

  private static Optional<Made> read(Path file, FeaturePlan plan, String key, int rows)
      throws IOException {
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
    } catch (BadInputException | IllegalArgumentException | JsonProcessingException e) {
      return Optional.empty(); // damaged or older: made again and written over
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
