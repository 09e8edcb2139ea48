package io.ddh.benchmarks;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.DatasetReader;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.Inputs;
import io.ddh.core.LabeledCodes;
import io.ddh.core.LabeledImages;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.Split;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.core.npy.NpyCodes;
import io.ddh.data.pack.PackedFile;
import io.ddh.data.read.PackedReader;
import io.ddh.data.read.folder.FolderReader;
import io.ddh.data.split.SplitProtocols;
import io.ddh.eval.Evaluator;
import io.ddh.eval.Metrics;
import io.ddh.experiments.bench.BenchCodes;
import io.ddh.experiments.bench.EpochClock;
import io.ddh.experiments.bench.FaceJob;
import io.ddh.experiments.bench.MemoryMarks;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.registry.Row;
import io.ddh.experiments.run.Plan;
import io.ddh.experiments.run.Platform;
import io.ddh.experiments.run.Runner;
import io.ddh.retrieval.AutoSearch;
import io.ddh.retrieval.CostModel;
import io.ddh.retrieval.HammingSearch;
import io.ddh.retrieval.HeapCodes;
import io.ddh.retrieval.Hits;
import io.ddh.retrieval.MultiIndexSearch;
import io.ddh.retrieval.MultiIndexTables;
import io.ddh.retrieval.ScanSearch;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.IndexBuilder;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The workers that run in child processes and measure training, evaluation, search, loading and
 * memory.
 */
final class Workers {
  /** Code length of all measurements, in bits. */
  private static final int BITS = 48;

  private Workers() {}

  /**
   * Worker that measures training on rendered faces, which stay in memory as in a run. It measures
   * how long networks take to train and to encode. It also measures the time and memory of rows and
   * features with the settings of a profile. All codes have 48 bits.
   */
  static final class Faces {
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

    Faces(Path folder, FaceFile file) throws IOException {
      this.folder = folder;
      this.file = file;
      faces = file.read(folder);
    }

    /**
     * Trains a network for two epochs and returns the seconds of the second. The first epoch builds
     * the network and warms up.
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
     * Returns the hasher of a row, which is trained on one image per person when it is first
     * needed.
     */
    private Hasher ready(String row) {
      TrainingSet some = FaceJob.training(faces, faces.identities().size());
      return hashers.computeIfAbsent(
          row, r -> trained(r, some, Map.of("epochs", 1), Progress.NONE));
    }

    private Hasher trained(String row, TrainingSet data, Map<String, ?> given, Progress progress) {
      HashMethod method = registry.row("worker", row).method();
      Settings settings = Settings.of("worker", method.defaults(), given);
      return method.configure(settings).train(data, BITS, 1, progress);
    }

    /**
     * Writes a network to the faces' folder, so that another program can compute its codes. {@code
     * ROW.parameters} holds little-endian floats in the order of the layers. For the first images,
     * {@code ROW.images} holds their bytes, and {@code ROW.codes} holds their codes as
     * little-endian longs. Returns the mean and the deviation with which pixels are scaled.
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
     * Measures the time and memory of extracting features. CNN features are also stored in a file
     * for the rows that learn from them.
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
        new TensorFile(CNN, texts, Map.of(CNN, features.values()))
            .write(file.features(folder, CNN));
      }
      return out;
    }

    /**
     * Measures the time and memory of a cell of a run, which trains on the training images of the
     * split and encodes all images. The MAP only shows that the work was done; neither the seconds
     * nor the peak memory include its computation.
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
     * The settings of a training whose number of epochs is reduced.
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
     * Collects the values of a training for the reply. Those of networks include the mean time of
     * an epoch. The first epoch is a warm-up and not part of that mean, unless it is the only
     * epoch.
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

  /**
   * Worker that evaluates synthetic codes at the paper's size. It also writes the codes to files
   * for the program with which it is compared.
   */
  static final class Evaluation {
    private static final int[] CUTOFFS = {100, 500, 1_000};

    private final LabeledCodes gallery = draw(40, 1);
    private final LabeledCodes queries = draw(5, 2);

    /**
     * Generates random codes and writes them to files.
     *
     * @param folder folder that receives the files {@code gallery} and {@code queries}, which hold
     *     two little-endian longs per item, namely its code and its label
     */
    Evaluation(Path folder) throws IOException {
      write(folder.resolve("gallery"), gallery);
      write(folder.resolve("queries"), queries);
    }

    private static LabeledCodes draw(int each, long seed) {
      int people = FaceFile.PAPER_PEOPLE;
      return BenchCodes.draw(each * people, BITS, people, seed);
    }

    private static void write(Path file, LabeledCodes items) throws IOException {
      ByteBuffer out =
          ByteBuffer.allocate(items.size() * 2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < items.size(); i++) {
        out.putLong(items.codes().words()[i]).putLong(items.labels()[i]);
      }
      AtomicFile.write(file, to -> to.write(out.array()));
    }

    /**
     * Evaluates the given number of queries, beginning with the first, against the whole gallery.
     */
    Map<String, ?> evaluate(int count) {
      int[] rows = IntStream.range(0, count).toArray();
      LabeledCodes selected = LabeledCodes.select(queries.codes(), queries.labels(), rows);
      long start = System.nanoTime();
      Map<String, Double> metrics =
          Evaluator.evaluate(selected, gallery, CUTOFFS, Progress.NONE).metrics();
      return Map.of(
          "seconds", Worker.since(start),
          "queries", selected.size(),
          "gallery", gallery.size(),
          "map", metrics.get(Metrics.MAP),
          "low", metrics.get(Metrics.MAP_LOW),
          "high", metrics.get(Metrics.MAP_HIGH));
    }
  }

  /**
   * Worker that searches synthetic codes. Since learned codes of faces form clusters, each group of
   * 100 codes has a common random centre, from which the codes differ in 5 % of the bits. It also
   * writes the codes to files for the program with which it is compared.
   */
  static final class Search {
    private static final int QUERIES = 1000;
    private static final int EACH = 100;
    private static final double FLIPPED = 0.05;
    private static final double LEAST_SECONDS = 0.5;

    private final Path folder;
    private final BinaryCodes codes;
    private final BinaryCodes queries;
    private final MultiIndexTables tables;
    private final double building;
    private final Map<String, HammingSearch> engines;

    /**
     * Generates random codes and builds tables.
     *
     * @param folder folder that receives the files {@code codes.npy} and {@code queries.npy}
     */
    Search(Path folder, int size) throws IOException {
      this.folder = folder;
      SplittableRandom random = new SplittableRandom(Seeds.derive(1, "centres"));
      long[] centres = new long[Math.max(1, size / EACH)];
      for (int i = 0; i < centres.length; i++) {
        centres[i] = random.nextLong() >>> Long.SIZE - BITS;
      }
      codes = draw(centres, size, "codes");
      queries = draw(centres, QUERIES, "queries");
      NpyCodes.write(folder.resolve("codes.npy"), codes);
      NpyCodes.write(folder.resolve("queries.npy"), queries);
      HeapCodes blocks = HeapCodes.of(codes);
      long start = System.nanoTime();
      tables = MultiIndexTables.build(blocks);
      building = Worker.since(start);
      int threads = Parallel.threads();
      // One set of engines serves all requests, as in an opened index.
      engines =
          Map.of(
              "scan", new ScanSearch(blocks, new BitSet(), threads),
              "tables", new MultiIndexSearch(tables, new BitSet(), threads),
              "auto", new AutoSearch(tables, new BitSet(), CostModel.measure(tables, 1), threads));
    }

    private static BinaryCodes draw(long[] centres, int n, String what) {
      SplittableRandom random = new SplittableRandom(Seeds.derive(1, what));
      long[] words = new long[n];
      for (int i = 0; i < n; i++) {
        words[i] = centres[random.nextInt(centres.length)];
        for (int b = 0; b < BITS; b++) {
          if (random.nextDouble() < FLIPPED) {
            words[i] ^= 1L << b;
          }
        }
      }
      return new BinaryCodes(BITS, words);
    }

    /** Returns the time that building the tables took, and their size. */
    Map<String, ?> tables() {
      return Map.of("seconds", building, "mb", tables.bytes() / 1e6);
    }

    /**
     * Searches the codes for all queries.
     *
     * @param engine {@code scan}, {@code tables} or {@code auto}
     * @param kind the kind of search, which is {@code nearest} or {@code within}
     * @param bound number of neighbours for {@code nearest}, Hamming radius for {@code within}
     */
    Map<String, ?> search(String engine, String kind, int bound) {
      HammingSearch search = engines.get(engine);
      long start = System.nanoTime();
      long searched = 0;
      Hits hits;
      double seconds;
      do { // repeated, since a fast batch takes only milliseconds, which is too short to be timed
        hits =
            kind.equals("nearest") ? search.nearest(queries, bound) : search.within(queries, bound);
        searched += hits.queries();
        seconds = Worker.since(start);
      } while (seconds < LEAST_SECONDS);
      return Map.of("queries", searched, "seconds", seconds, "digest", digest(hits));
    }

    private static String digest(Hits hits) {
      MessageDigest sha = Seeds.sha256();
      for (int q = 0; q < hits.queries(); q++) {
        ByteBuffer bytes = ByteBuffer.allocate(hits.count(q) * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < hits.count(q); i++) {
          bytes.putInt(hits.distance(q, i));
        }
        sha.update(bytes.array());
      }
      return HexFormat.of().formatHex(sha.digest());
    }

    /** Builds, opens and searches an index file, and measures the time of each. */
    Map<String, ?> index() throws IOException {
      Path file = folder.resolve("faces.ddhx");
      long start = System.nanoTime();
      try (IndexBuilder builder = IndexBuilder.create(file, BITS)) {
        for (int i = 0; i < codes.size(); i++) {
          builder.add(Item.of(codes, i, "person " + i / EACH, ""));
        }
        builder.finish();
      }
      double build = Worker.since(start);
      start = System.nanoTime();
      CodeIndex index = CodeIndex.open(file);
      double open = Worker.since(start);
      index.scan(Parallel.threads()).nearest(queries.select(new int[] {0}), 10);
      double first = Worker.since(start);
      return Map.of("build", build, "open", open, "first", first, "mb", Files.size(file) / 1e6);
    }
  }

  /**
   * Worker that reads a folder of faces as a run does, both with and without the cache. It also
   * reads packed files.
   */
  static final class Loading {
    private final Map<String, Object> folder;
    private final Path work;
    private final Path packed;

    Loading(Path faces, int crop, int size, Path work) {
      folder = Map.of("path", faces.toString(), "crop", crop, "size", size);
      this.work = work;
      packed = work.resolve("faces.ddh");
    }

    /** Reads the faces without a cache; writing the cache is part of the measured time. */
    Map<String, ?> read() throws IOException {
      Path images = work.resolve("images");
      if (Files.isDirectory(images)) {
        try (Stream<Path> caches = Files.list(images)) {
          for (Path cache : caches.toList()) {
            Files.delete(cache);
          }
        }
      }
      return again();
    }

    /** Reads the faces from the cache. */
    Map<String, ?> again() throws IOException {
      return timed(new FolderReader(), folder);
    }

    /** Writes all pixels to a file. */
    Map<String, ?> pixels(Path file) throws IOException {
      byte[] pixels = load(new FolderReader(), folder).images().images().pixels();
      AtomicFile.write(file, out -> out.write(pixels));
      return Map.of("bytes", pixels.length);
    }

    /** Packs n faces into a file; the faces are repeated if there are fewer than n. */
    Map<String, ?> pack(int n) throws IOException {
      LabeledImages faces = load(new FolderReader(), folder).images();
      int[] rows = IntStream.range(0, n).map(i -> i % faces.size()).toArray();
      int[] labels = IntStream.of(rows).map(row -> faces.labels()[row]).toArray();
      LabeledImages many =
          new LabeledImages(faces.images().select(rows), labels, faces.identities());
      Dataset data = new Dataset("many", many, false, DatasetDigest.of(many), Map.of(), List.of());
      PackedFile.write(packed, data, "made for a measurement");
      return Map.of("bytes", Files.size(packed), "digest", data.digest());
    }

    /** Reads the packed file. */
    Map<String, ?> unpack() throws IOException {
      return timed(new PackedReader(), Map.of("path", packed.toString()));
    }

    private Dataset load(DatasetReader reader, Map<String, Object> given) throws IOException {
      Settings settings = Settings.of("loading", reader.defaults(), given);
      return reader.read("loading", settings, work, Progress.NONE);
    }

    private Map<String, ?> timed(DatasetReader reader, Map<String, Object> given)
        throws IOException {
      long start = System.nanoTime();
      Dataset data = load(reader, given);
      return Map.of("seconds", Worker.since(start), "digest", data.digest());
    }
  }

  /**
   * Worker that runs a sweep in one process, as {@code ddh run} does, and reports the memory after
   * each cell.
   */
  static final class Load {
    private final Path folder;

    /** Creates a worker that uses the folder for results and rendered faces. */
    Load(Path folder) {
      this.folder = folder;
    }

    /**
     * Runs the sweep and returns, for each cell, the resident memory ({@code resident CELL}) and
     * the heap in use ({@code live CELL}), in MiB.
     *
     * @param people number of people
     * @param images number of images per person
     * @param rows names of the rows, separated by commas
     */
    Map<String, ?> sweep(int people, int images, String rows) throws IOException {
      Registry registry = Registry.load();
      // Few epochs and iterations suffice, since a method's memory does not depend on their number.
      String yaml =
          String.format(
              Locale.ROOT,
              """
              version: 1
              profiles:
                load: { datasets: [load], methods: [%s], bits: [12, 48], seeds: [1, 2, 3] }
              datasets:
                load: { form: faces, preset: video, people: %d, images: %d, split: { protocol: youtube-faces, train: 40, queries: 5 } }
              methods:
                ddh: { epochs: 1 }
                sdh: { iterations: 2 }
              features:
                cnn: { epochs: 1 }
              """,
              rows,
              people,
              images);
      Experiments experiments =
          new ExperimentsReader(registry, Map.of()).read("load", yaml, "load", List.of());
      Plan plan = Plan.of(experiments, experiments.profile("load"), registry, "");
      MemoryMarks memory = new MemoryMarks();
      new Runner(
              registry, folder.resolve("results"), folder.resolve("work"), true, List.of(), memory)
          .run(plan);
      Map<String, Object> out = new LinkedHashMap<>();
      for (MemoryMarks.Mark mark : memory.marks()) {
        if (!mark.done()) {
          throw new BadInputException("cell " + mark.cell() + " failed");
        }
        out.put("resident " + mark.cell(), mark.residentMb());
        out.put("live " + mark.cell(), mark.liveMb());
      }
      out.put("peakMb", Platform.peakMemoryMb());
      out.put("heapMb", Runtime.getRuntime().maxMemory() >> 20);
      return out;
    }
  }

  /**
   * Worker that measures the memory of methods that learn from all vectors at once. The vectors are
   * synthetic and as long as LBP features.
   */
  static final class FullBatch {
    private static final int DIMENSION = 236;
    private static final double SCATTER = 0.5;

    /**
     * Number of bits for FastH. Its memory is either allocated for all bits at the start or freed
     * after each bit. What remains of each bit are its trees, which take some 40 KB. Training only
     * a few bits with few trees therefore has the same peak memory.
     */
    private static final int FEW_BITS = 4;

    private static final int FEW_TREES = 20;

    private final TrainingSet data;

    /**
     * Generates a random mean for each person in the unit cube, and random vectors around that
     * mean.
     */
    FullBatch(int count, int people) {
      int[] labels = IntStream.range(0, count).map(i -> i % people).toArray();
      SplittableRandom random = new SplittableRandom(Seeds.derive(1, "full-batch"));
      float[] means = new float[people * DIMENSION];
      for (int i = 0; i < means.length; i++) {
        means[i] = (float) random.nextDouble();
      }
      float[] values = new float[Math.multiplyExact(count, DIMENSION)];
      for (int i = 0; i < values.length; i++) {
        int mean = labels[i / DIMENSION] * DIMENSION + i % DIMENSION;
        values[i] = means[mean] + (float) (SCATTER * random.nextDouble());
      }
      int[] rows = IntStream.range(0, count).toArray();
      Split split = new Split("made up", 1, rows, new int[0], new int[0], rows, people, List.of());
      data = TrainingSet.of(new Features(DIMENSION, values), labels, split);
    }

    Map<String, ?> train(String row) {
      HashMethod method = Registry.load().row("worker", row).method();
      int bits = BITS;
      if (method.defaults().containsKey("trees")) {
        bits = FEW_BITS;
        method =
            method.configure(Settings.of("worker", method.defaults(), Map.of("trees", FEW_TREES)));
      }
      long start = System.nanoTime();
      Hasher hasher = method.train(data, bits, 1, Progress.NONE);
      return Map.of(
          "rows", data.size(),
          "dimension", DIMENSION,
          "people", data.identities(),
          "bits", hasher.bits(),
          "train", Worker.since(start),
          "peakMb", Platform.peakMemoryMb());
    }
  }
}
