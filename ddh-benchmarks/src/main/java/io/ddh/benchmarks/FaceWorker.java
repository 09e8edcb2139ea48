package io.ddh.benchmarks;

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
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Worker that measures training on rendered faces, which stay in memory as in a run. The worker
 * measures how long networks take to train and to encode, and the time and memory of rows and
 * features with the settings of a profile. All codes have 48 bits.
 */
final class FaceWorker {
  /** Code length, in bits. */
  private static final int BITS = 48;

  private static final String CNN = "cnn";

  /**
   * Largest number of epochs per network. The time and memory of an epoch do not depend on the
   * number of epochs.
   */
  private static final int MOST_EPOCHS = 3;

  private static final int CHECKED = 256;

  private final Registry registry = Registry.load();
  private final Path folder;
  private final FaceFile file;
  private final LabeledImages faces;
  private final Map<String, Hasher> hashers = new HashMap<>();
  private final Map<String, BinaryCodes> codes = new HashMap<>();
  private final Map<String, Features> made = new HashMap<>();

  FaceWorker(Path folder, FaceFile file) throws IOException {
    this.folder = folder;
    this.file = file;
    faces = file.read(folder);
  }

  /**
   * Trains a network for two epochs and returns the seconds that the second epoch took. The first
   * epoch builds the network and warms up.
   */
  Map<String, ?> train(String row, int images, int batch) {
    EpochClock clock = new EpochClock(2);
    TrainingSet data = FaceJob.training(faces, images);
    trained(row, data, Map.of("epochs", 2, "batch", batch), clock);
    return Map.of("images", images, "seconds", clock.seconds()[1]);
  }

  /** Encodes all images and returns the seconds that this takes. */
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

  /**
   * Returns the hasher of a row. The row is trained on one image per person when its hasher is
   * first needed.
   */
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
   * Writes a network to the folder of the faces, so that another program can compute codes with it.
   * The file {@code ROW.parameters} holds little-endian floats in the order of the layers. For the
   * first images, the file {@code ROW.images} holds their bytes, and the file {@code ROW.codes}
   * holds their codes as little-endian longs. Returns the mean and the standard deviation with
   * which pixels are scaled.
   */
  Map<String, ?> check(String row) throws IOException {
    Hasher hasher = ready(row);
    Path saved = folder.resolve(row + ".hasher");
    hasher.save(saved);
    TensorFile network = TensorFile.read(saved, "hasher/" + row);
    float[] parameters = network.array("parameters");
    ByteBuffer floats =
        ByteBuffer.allocate(parameters.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    floats.asFloatBuffer().put(parameters);
    int count = Math.min(CHECKED, faces.size());
    Images images = faces.images().select(IntStream.range(0, count).toArray());
    long[] words = hasher.encode(images).words();
    ByteBuffer longs =
        ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    longs.asLongBuffer().put(words);
    write(row + ".parameters", floats.array());
    write(row + ".images", images.pixels());
    write(row + ".codes", longs.array());
    return Map.of(
        "mean", Double.parseDouble(network.text("mean")),
        "deviation", Double.parseDouble(network.text("deviation")));
  }

  private void write(String name, byte[] content) throws IOException {
    AtomicFile.write(folder.resolve(name), out -> out.write(content));
  }

  /** Measures the rate, in GFLOP/s, of n products of 1024×1024 matrices on all threads. */
  Map<String, ?> product(int n) {
    return TrainingStep.gflops(n);
  }

  /** Trains {@code ddh+aug} with validation, as a run does, and reports the peak memory. */
  Map<String, ?> job(int epochs) {
    TrainingSet data = data();
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

  private TrainingSet data() {
    return TrainingSet.of(faces.images(), faces.labels(), split());
  }

  private Split split() {
    Map<String, Object> defaults = SplitProtocols.defaults(file.protocol());
    Settings settings = Settings.of("worker", defaults, Map.of());
    return SplitProtocols.of(file.protocol(), settings).split(faces, 1);
  }

  /**
   * Measures the time and memory of extracting features. CNN features are also stored in a file for
   * the rows that learn from them.
   */
  Map<String, ?> features(String name) throws IOException {
    FeatureMethod method = registry.features().get(name);
    FewEpochs settings = settings(method.defaults(), of -> of.features().get(name));
    TrainingSet data = data();
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
      new TensorFile(CNN, texts, Map.of(CNN, features.values())).write(file.features(folder, CNN));
    }
    return out;
  }

  /**
   * Measures the time and memory of a cell of a run: training on the training images of the split,
   * then encoding all images. The MAP only shows that the work was done; neither the seconds nor
   * the peak memory include its computation.
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
      TensorFile kept = TensorFile.read(file.features(folder, CNN), CNN);
      return new Features(Integer.parseInt(kept.text("dimension")), kept.array(CNN));
    }
    return made.computeIfAbsent(
        features,
        name ->
            registry
                .features()
                .get(name)
                .train(data(), 1, Progress.NONE)
                .extract(faces.images(), Progress.NONE)
                .get(name));
  }

  private FewEpochs settings(Map<String, Object> defaults, Function<Experiments, Settings> of)
      throws IOException {
    return FewEpochs.of(
        defaults,
        file.profile().equals(FaceFile.DEFAULTS)
            ? Settings.of("worker", defaults, Map.of())
            : of.apply(experiments(registry, file.profile())),
        MOST_EPOCHS);
  }

  /** Reads the built-in {@code experiments.yaml} with the settings of a profile. */
  static Experiments experiments(Registry registry, String profile) throws IOException {
    return new ExperimentsReader(registry, Map.of()).readBuiltIn(profile, List.of());
  }

  /**
   * The settings of a training run with a reduced number of epochs.
   *
   * @param run settings with the reduced number of epochs
   * @param epochs number of epochs in {@code run}; 0 if the method has none
   * @param profileEpochs number of epochs before the reduction
   */
  record FewEpochs(Settings run, int epochs, int profileEpochs) {
    /**
     * Reduces the number of epochs.
     *
     * @param defaults all settings of the method with their default values
     * @param settings settings of the profile, all of which are treated as given by the user
     * @param most largest number of epochs
     */
    static FewEpochs of(Map<String, Object> defaults, Settings settings, int most) {
      if (!defaults.containsKey("epochs")) {
        return new FewEpochs(settings, 0, 0);
      }
      int all = settings.integer("epochs", 1, Integer.MAX_VALUE);
      int epochs = Math.min(most, all);
      Map<String, Object> given = new TreeMap<>(settings.asMap());
      given.put("epochs", epochs);
      return new FewEpochs(Settings.of("worker", defaults, given), epochs, all);
    }
  }

  /**
   * Collects the values of a training run for the reply. For a network, the values include the mean
   * time of an epoch. The first epoch is a warm-up and does not count in the mean, unless it is the
   * only epoch.
   */
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
