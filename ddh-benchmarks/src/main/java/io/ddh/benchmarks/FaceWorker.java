package io.ddh.benchmarks;

import io.ddh.benchmarks.kernel.TrainingStep;
import io.ddh.core.AtomicFile;
import io.ddh.core.BinaryCodes;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.Inputs;
import io.ddh.core.LabeledCodes;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.Split;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.data.split.SplitProtocols;
import io.ddh.eval.Evaluator;
import io.ddh.eval.Metrics;
import io.ddh.experiments.bench.EpochClock;
import io.ddh.experiments.bench.FaceJob;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.registry.Row;
import io.ddh.experiments.run.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Worker on rendered faces, which stay in memory, as in a run: times training and encoding of
 * networks, the parts of a training step, and time and memory of a method or of features with the
 * settings of a profile. All codes have 48 bits.
 */
final class FaceWorker {
  static final int BITS = 48;
  static final String CNN = "cnn";

  /** In place of a profile: the defaults of the methods. */
  static final String DEFAULTS = "defaults";

  /** Epochs per network; the time and memory of an epoch do not depend on their number. */
  private static final int MOST_EPOCHS = 3;

  private static final int CHECKED = 256;

  private final Registry registry = Registry.load();
  private final FaceFile file;
  private final LabeledImages faces;
  private final String protocol;
  private final String profile;
  private final Map<String, Hasher> hashers = new HashMap<>();
  private final Map<String, BinaryCodes> codes = new HashMap<>();
  private final Map<String, Features> made = new HashMap<>();
  private TrainingStep step;

  /**
   * Reads the faces.
   *
   * @param protocol how the faces are split, with its defaults
   * @param profile the profile whose settings apply; {@code defaults}: none
   */
  FaceWorker(FaceFile file, String protocol, String profile) throws IOException {
    this.file = file;
    faces = file.read();
    this.protocol = protocol;
    this.profile = profile;
  }

  /** Two epochs, of which the first builds the network and warms up: the seconds of the second. */
  Map<String, ?> train(String row, int images, int batch) {
    EpochClock clock = new EpochClock(2);
    TrainingSet data = FaceJob.training(faces, images);
    trained(row, data, Map.of("epochs", 2, "batch", batch), clock);
    return Map.of("images", images, "seconds", clock.seconds()[1]);
  }

  /** Encodes all images. */
  Map<String, ?> encode(String row) {
    Hasher ready = ready(row);
    long start = System.nanoTime();
    BinaryCodes now = ready.encode(faces.images());
    double seconds = Worker.since(start);
    if (now.size() != faces.size() || !codes.computeIfAbsent(row, r -> now).equals(now)) {
      throw new IllegalStateException("wrong codes: " + now);
    }
    return Map.of(
        "images", now.size(),
        "seconds", seconds,
        "parameters", ready.facts().get("parameters"),
        "bits", now.bits());
  }

  /** Trained on one image per person. */
  private Hasher ready(String row) {
    TrainingSet some = FaceJob.training(faces, faces.identities().size());
    return hashers.computeIfAbsent(row, r -> trained(r, some, Map.of("epochs", 1), Progress.NONE));
  }

  private Hasher trained(String row, TrainingSet data, Map<String, ?> given, Progress progress) {
    HashMethod method = registry.row("worker", row).method();
    Settings settings = Settings.of("worker", method.defaults(), given);
    return method.configure(settings).train(data, BITS, 1, progress);
  }

  /**
   * Writes a network to the faces' folder, so that another program can compute its codes: {@code
   * ROW.parameters} (little-endian floats in the order of the layers), {@code ROW.images} (bytes)
   * and {@code ROW.codes} (little-endian longs) of the first images. Replies the scaling of the
   * pixels.
   */
  Map<String, ?> check(String row) throws IOException {
    Hasher hasher = ready(row);
    Path saved = file.folder().resolve(row + ".hasher");
    hasher.save(saved);
    TensorFile network = TensorFile.read(saved, "hasher/" + row);
    float[] parameters = network.array("parameters");
    ByteBuffer floats = little(parameters.length * Float.BYTES);
    floats.asFloatBuffer().put(parameters);
    int count = Math.min(CHECKED, faces.size());
    Images images = faces.images().select(IntStream.range(0, count).toArray());
    long[] words = hasher.encode(images).words();
    ByteBuffer longs = little(words.length * Long.BYTES);
    longs.asLongBuffer().put(words);
    write(row + ".parameters", floats.array());
    write(row + ".images", images.pixels());
    write(row + ".codes", longs.array());
    return Map.of(
        "mean", Double.parseDouble(network.text("mean")),
        "deviation", Double.parseDouble(network.text("deviation")));
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(String name, byte[] content) throws IOException {
    AtomicFile.write(file.folder().resolve(name), out -> out.write(content));
  }

  /** GFLOP/s of some products of 1024×1024 matrices on all threads. */
  Map<String, ?> product(int n) {
    return Map.of("gflops", TrainingStep.product(n));
  }

  /** Milliseconds of a whole step as in training, mean of some steps. */
  Map<String, ?> whole(int n) {
    return Map.of("whole", step().whole(n));
  }

  /** Milliseconds of each part of a training step, mean of some steps. */
  Map<String, ?> parts(int n) {
    return step().parts(n);
  }

  private TrainingStep step() {
    if (step == null) {
      step = new TrainingStep(FaceJob.training(faces, faces.size()));
    }
    return step;
  }

  /** Trains {@code ddh+aug} with validation as in a run and reports the peak memory. */
  Map<String, ?> job(int epochs) {
    TrainingSet data = TrainingSet.of(faces.images(), faces.labels(), split());
    long start = System.nanoTime();
    trained("ddh+aug", data, Map.of("epochs", epochs), Progress.NONE);
    return Map.of(
        "images", data.size(),
        "people", data.identities(),
        "epochs", epochs,
        "heapMb", Runtime.getRuntime().maxMemory() >> 20,
        "seconds", Worker.since(start),
        "peakMb", Platform.peakMemoryMb());
  }

  private Split split() {
    Settings settings = Settings.of("worker", SplitProtocols.defaults(protocol), Map.of());
    return SplitProtocols.of(protocol, settings).split(faces, 1);
  }

  /** Time and memory of features; stores those of the CNN in a file, for the rows on them. */
  Map<String, ?> features(String name) throws IOException {
    FeatureMethod method = registry.features().get(name);
    FewEpochs settings = settings(method.defaults(), of -> of.features().get(name));
    TrainingSet data = TrainingSet.of(faces.images(), faces.labels(), split());
    EpochClock clock = new EpochClock(settings.epochs());
    long start = System.nanoTime();
    FeatureExtractor extractor = method.configure(settings.run()).train(data, 1, clock);
    Map<String, Object> out = trained(data, Worker.since(start), settings, clock);
    start = System.nanoTime();
    Features features = extractor.extract(faces.images(), Progress.NONE).get(name);
    out.put("encode", Worker.since(start));
    out.put("peakMb", Platform.peakMemoryMb());
    if (name.equals(CNN)) {
      Map<String, String> texts = Map.of("dimension", Integer.toString(features.dimension()));
      new TensorFile(CNN, texts, Map.of(CNN, features.values())).write(file.features(CNN));
    }
    return out;
  }

  /**
   * Time and memory of a cell of a run: trains on some images of the split and encodes all. MAP is
   * a check that the work was done; it is counted neither in the seconds nor in the peak.
   */
  Map<String, ?> row(String name) throws IOException {
    Row row = registry.row("worker", name);
    HashMethod method = row.method();
    FewEpochs settings = settings(method.defaults(), of -> of.methods().get(method.name()));
    Inputs inputs = inputs(row.features());
    Split split = split();
    TrainingSet data = TrainingSet.of(inputs, faces.labels(), split);
    EpochClock clock = new EpochClock(settings.epochs());
    long start = System.nanoTime();
    Hasher hasher = method.configure(settings.run()).train(data, BITS, 1, clock);
    Map<String, Object> out = trained(data, Worker.since(start), settings, clock);
    start = System.nanoTime();
    BinaryCodes encoded = hasher.encode(inputs);
    out.put("encode", Worker.since(start));
    out.put("peakMb", Platform.peakMemoryMb());
    LabeledCodes queries = LabeledCodes.select(encoded, faces.labels(), split.query());
    LabeledCodes gallery = LabeledCodes.select(encoded, faces.labels(), split.gallery());
    Map<String, Double> metrics =
        Evaluator.evaluate(queries, gallery, new int[0], Progress.NONE).metrics();
    out.put("map", metrics.get(Metrics.MAP));
    return out;
  }

  private Inputs inputs(String features) throws IOException {
    if (features.isEmpty()) {
      return faces.images();
    }
    if (features.equals(CNN)) {
      TensorFile kept = TensorFile.read(file.features(CNN), CNN);
      return new Features(Integer.parseInt(kept.text("dimension")), kept.array(CNN));
    }
    TrainingSet data = TrainingSet.of(faces.images(), faces.labels(), split());
    return made.computeIfAbsent(
        features,
        name ->
            registry
                .features()
                .get(name)
                .train(data, 1, Progress.NONE)
                .extract(faces.images(), Progress.NONE)
                .get(name));
  }

  private FewEpochs settings(Map<String, Object> defaults, Function<Experiments, Settings> of)
      throws IOException {
    return FewEpochs.of(
        profile.equals(DEFAULTS)
            ? Settings.of("worker", defaults, Map.of())
            : of.apply(experiments(registry, profile)),
        MOST_EPOCHS);
  }

  /** The built-in {@code experiments.yaml} with the settings of a profile. */
  static Experiments experiments(Registry registry, String profile) throws IOException {
    return new ExperimentsReader(registry, Map.of()).readBuiltIn(profile, List.of());
  }

  /**
   * Settings with fewer epochs.
   *
   * @param run the settings
   * @param epochs number of epochs in {@code run}; 0 if the method has none
   * @param profileEpochs number of epochs before
   */
  record FewEpochs(Settings run, int epochs, int profileEpochs) {
    /** Shortens a training to at most so many epochs. */
    static FewEpochs of(Settings settings, int most) {
      if (!settings.asMap().containsKey("epochs")) {
        return new FewEpochs(settings, 0, 0);
      }
      int all = settings.integer("epochs", 1, Integer.MAX_VALUE);
      int epochs = Math.min(most, all);
      return new FewEpochs(settings.with(Map.of("epochs", epochs)), epochs, all);
    }
  }

  /** For networks, includes epoch times; the first epoch is warm-up unless it is the only one. */
  private Map<String, Object> trained(
      TrainingSet data, double seconds, FewEpochs settings, EpochClock clock) {
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
