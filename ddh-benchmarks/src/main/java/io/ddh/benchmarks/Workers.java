package io.ddh.benchmarks;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.DatasetReader;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.LabeledCodes;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import io.ddh.data.pack.PackedFile;
import io.ddh.data.read.PackedReader;
import io.ddh.data.read.folder.FolderReader;
import io.ddh.eval.Evaluator;
import io.ddh.eval.Metrics;
import io.ddh.experiments.bench.BenchCodes;
import io.ddh.experiments.bench.MemoryMarks;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.Plan;
import io.ddh.experiments.run.Platform;
import io.ddh.experiments.run.Runner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Workers that measure evaluation, loading and memory in child processes. */
final class Workers {
  /** Code length of all measurements, in bits. */
  private static final int BITS = 48;

  private Workers() {}

  /**
   * Worker that evaluates synthetic codes at the size of the paper's data. The worker also writes
   * the codes to files for the program that DDH is compared with.
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
   * Worker that reads a folder of faces as a run does, both with and without the cache. The worker
   * also reads packed files.
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
   * synthetic and have as many dimensions as LBP features.
   */
  static final class FullBatch {
    private static final int DIMENSION = 236;
    private static final double SCATTER = 0.5;

    /**
     * Number of bits with which the method FastH is trained. Except for the trees of each bit,
     * which take some 40 KB, FastH's memory is either allocated for all bits at the start or freed
     * after each bit. Training only a few bits with few trees therefore has the same peak memory.
     */
    private static final int FEW_BITS = 4;

    private static final int FEW_TREES = 20;

    private final TrainingSet data;

    /**
     * Generates, for each person, a random mean in the unit cube and random vectors around that
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
