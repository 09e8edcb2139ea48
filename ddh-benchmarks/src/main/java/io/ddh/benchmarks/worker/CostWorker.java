package io.ddh.benchmarks.worker;

import io.ddh.core.FeatureExtractor;
import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.bench.EpochClock;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.registry.Row;
import io.ddh.experiments.run.Platform;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures time and memory of one method, or of one kind of features, with the settings of a
 * profile. The images stay in memory, as in a run.
 */
final class CostWorker implements Worker {
  /** Epochs per network; the time and memory of an epoch do not depend on their number. */
  private static final int EPOCHS = 3;

  private static final String CNN = "cnn";

  private final Registry registry = Registry.load();
  private final FaceFile file;
  private final LabeledImages faces;
  private final Job job;
  private final Experiments experiments;

  /**
   * Reads the faces.
   *
   * @param protocol how the faces are split
   * @param profile the profile whose settings apply
   */
  CostWorker(FaceFile file, String protocol, String profile) throws IOException {
    this.file = file;
    faces = file.read();
    job = Job.of(faces, protocol);
    experiments = ProfileSettings.read(registry, profile);
  }

  /** {@code features NAME}, which stores CNN features in a file; {@code row NAME}. */
  @Override
  public Map<String, ?> answer(List<String> request) throws IOException {
    return switch (request.get(0)) {
      case "features" -> features(request.get(1));
      case "row" -> row(registry.row("worker", request.get(1)));
      default -> throw Worker.unknown(request);
    };
  }

  private Map<String, ?> features(String name) throws IOException {
    FeatureMethod method = registry.features().get(name);
    ProfileSettings settings =
        ProfileSettings.shortened(method.defaults(), experiments.features().get(name), EPOCHS);
    TrainingSet data = job.data(faces.images());
    EpochClock clock = new EpochClock(settings.epochs());
    long start = System.nanoTime();
    FeatureExtractor extractor = method.configure(settings.run()).train(data, 1, clock);
    double train = Worker.since(start);
    start = System.nanoTime();
    Features made = extractor.extract(faces.images(), Progress.NONE).get(name);
    double extract = Worker.since(start);
    Map<String, Object> out = trained(data, train, settings, clock);
    out.put("encode", extract);
    out.put("peakMb", Platform.peakMemoryMb());
    if (name.equals(CNN)) {
      Map<String, String> texts = Map.of("dimension", Integer.toString(made.dimension()));
      new TensorFile(CNN, texts, Map.of(CNN, made.values())).write(file.features(CNN));
    }
    return out;
  }

  private Map<String, ?> row(Row row) throws IOException {
    HashMethod method = row.method();
    ProfileSettings settings =
        ProfileSettings.shortened(
            method.defaults(), experiments.methods().get(method.name()), EPOCHS);
    Inputs inputs = inputs(row.features());
    TrainingSet data = job.data(inputs);
    EpochClock clock = new EpochClock(settings.epochs());
    long start = System.nanoTime();
    Hasher hasher = method.configure(settings.run()).train(data, Job.BITS, 1, clock);
    double train = Worker.since(start);
    Map<String, ?> encoded = job.encode(hasher, inputs);
    Map<String, Object> out = trained(data, train, settings, clock);
    out.put("encode", encoded.get("seconds"));
    out.put("peakMb", encoded.get("peakMb"));
    out.put("map", encoded.get("map"));
    return out;
  }

  private Inputs inputs(String features) throws IOException {
    return switch (features) {
      case "" -> faces.images();
      case CNN -> {
        TensorFile kept = TensorFile.read(file.features(CNN), CNN);
        yield new Features(Integer.parseInt(kept.text("dimension")), kept.array(CNN));
      }
      default ->
          registry
              .features()
              .get(features)
              .train(job.data(faces.images()), 1, Progress.NONE)
              .extract(faces.images(), Progress.NONE)
              .get(features);
    };
  }

  /** For networks, includes epoch times; the first epoch is warm-up unless it is the only one. */
  private Map<String, Object> trained(
      TrainingSet data, double seconds, ProfileSettings settings, EpochClock clock) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("images", faces.size());
    out.put("rows", data.size());
    out.put("people", data.identities());
    out.put("train", seconds);
    if (settings.epochs() > 0) {
      double[] each = clock.seconds();
      if (each.length != settings.epochs()) {
        throw new IllegalStateException(each.length + " epochs instead of " + settings.epochs());
      }
      out.put("epochs", settings.epochs());
      out.put("profileEpochs", settings.profileEpochs());
      out.put("epoch", Arrays.stream(each).skip(each.length > 1 ? 1 : 0).average().orElseThrow());
    }
    return out;
  }
}
