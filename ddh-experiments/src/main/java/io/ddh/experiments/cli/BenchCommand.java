package io.ddh.experiments.cli;

import io.ddh.data.BinaryCodes;
import io.ddh.data.HashMethod;
import io.ddh.data.Hasher;
import io.ddh.data.Images;
import io.ddh.data.LabeledCodes;
import io.ddh.data.Progress;
import io.ddh.data.Settings;
import io.ddh.data.Split;
import io.ddh.data.TrainingSet;
import io.ddh.eval.Evaluator;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.Platform;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ddh bench}: how fast this machine trains, encodes and evaluates; seconds, not minutes. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure training, encoding and evaluation on this machine.")
final class BenchCommand implements Callable<Integer> {
  private static final int BITS = 48;
  private static final int PEOPLE = 64;
  private static final int SIDE = 32;
  private static final int GALLERY = 63_800;
  private static final int QUERIES = 4_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--method",
      defaultValue = "ddh",
      description = "Method that is trained (default: ${DEFAULT-VALUE}).")
  private String method;

  @Option(
      names = "--images",
      defaultValue = "4096",
      description = "Random images that it is trained on (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = "--epochs",
      defaultValue = "3",
      description = "Epochs (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Platform.backendNotices().forEach(notice -> out.println("note=" + notice));
    out.println("backend=" + Platform.backendDescription());
    out.println("cores=" + Runtime.getRuntime().availableProcessors());
    HashMethod base = Registry.load().row("--method", method).method();
    Images block = randomImages(images);
    TrainingSet data = trainingSet(block);
    configured(base, 1).train(data, BITS, 1, Progress.NONE); // warms up
    long start = System.nanoTime();
    Hasher hasher = configured(base, epochs).train(data, BITS, 1, Progress.NONE);
    print(out, "train.images_per_second", (double) data.fit().length * epochs, start);
    hasher.encode(block);
    start = System.nanoTime();
    hasher.encode(block);
    print(out, "encode.images_per_second", images, start);
    LabeledCodes gallery = randomCodes(GALLERY, 1);
    LabeledCodes queries = randomCodes(QUERIES, 2);
    Evaluator.evaluate(randomCodes(100, 3), gallery, new int[] {100}, Progress.NONE); // warms up
    start = System.nanoTime();
    Evaluator.evaluate(queries, gallery, new int[] {100}, Progress.NONE);
    print(out, "evaluate.pairs_per_second", (double) QUERIES * GALLERY, start);
    return 0;
  }

  private static HashMethod configured(HashMethod method, int epochs) {
    Map<String, Object> given =
        method.defaults().containsKey("epochs") ? Map.of("epochs", epochs) : Map.of();
    return method.configure(Settings.of("bench", method.defaults(), given));
  }

  private static void print(PrintWriter out, String key, double units, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(Locale.ROOT, "%s=%.0f%n", key, units / seconds);
    out.flush();
  }

  private static Images randomImages(int n) {
    byte[] pixels = new byte[n * SIDE * SIDE * 3];
    new SplittableRandom(1).nextBytes(pixels);
    return new Images(SIDE, SIDE, 3, pixels);
  }

  private static TrainingSet trainingSet(Images all) {
    int[] labels = IntStream.range(0, all.size()).map(i -> i % PEOPLE).toArray();
    int tenth = Math.max(1, all.size() / 10);
    int[] validation = IntStream.range(0, tenth).toArray();
    int[] train = IntStream.range(tenth, all.size()).toArray();
    Split split = new Split("bench", 1, train, validation, new int[0], train, PEOPLE, List.of());
    return TrainingSet.of(all, labels, split);
  }

  private static LabeledCodes randomCodes(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] words = random.longs(n).map(w -> w & (1L << BITS) - 1).toArray();
    int[] labels = IntStream.range(0, n).map(i -> i % 1595).toArray();
    return new LabeledCodes(new BinaryCodes(BITS, words), labels);
  }
}
