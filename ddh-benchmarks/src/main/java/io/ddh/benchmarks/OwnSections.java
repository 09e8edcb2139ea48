package io.ddh.benchmarks;

import io.ddh.core.HashMethod;
import io.ddh.core.Parallel;
import io.ddh.experiments.launch.VectorProcess;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sections that measure DDH alone, with regard to threads, kernels, batch sizes, training set
 * sizes, memory, shallow methods and the parts of a training step.
 */
final class OwnSections {
  private static final String ROW = "ddh+aug";
  private static final int SOME = 7_680;
  private static final List<Integer> SIZES = List.of(13_000, 26_000, 52_000, 104_000);
  private static final int MOST_ROUNDS = 3;
  private static final String TRAIN = ".train";
  private static final String SKIPPED = ".skipped";
  private static final double LONG_SECONDS = 10;
  private static final List<String> SWEPT = List.of("lsh", "sh", "itq", "sdh", "itq+cnn", "ddh");
  private static final List<String> KEYS = List.of("resident ", "live ");

  /**
   * Allowed growth of memory in MiB from the second seed to the third. The first seed is not
   * compared, since its run also loads classes.
   */
  private static final double SLACK_MB = 100;

  private static final double MOST_MB = 12 * 1024;

  private static final int COUNT = 20; // number of steps or products per round

  /**
   * Layers, each with the number of floating-point operations per image that its matrix products
   * take in the forward pass. The gradients of a layer take twice as many operations, except in the
   * first layer, which computes no input gradient.
   */
  private static final List<Layer> LAYERS =
      List.of(
          new Layer("conv1", 2.0 * 30 * 30 * 27 * 20),
          new Layer("conv2", 2.0 * 14 * 14 * 80 * 40),
          new Layer("conv3", 2.0 * 6 * 6 * 160 * 60),
          new Layer("local", 2.0 * 4 * 240 * 80),
          new Layer("face-feature", 2.0 * 860 * 192),
          new Layer("hash", 2.0 * 192),
          new Layer("classifier", 2.0 * 48 * FaceFile.PEOPLE));

  private record Layer(String name, double forward) {}

  private OwnSections() {}

  /**
   * Compares the speed of one thread with that of two. The gain of a matrix product from a second
   * thread serves as the reference.
   */
  static void threads(Harness harness) throws IOException {
    try (Side one = FaceFile.WILD.worker(harness, FaceWorker.class, 1);
        Side two = FaceFile.WILD.worker(harness, FaceWorker.class, 2)) {
      // At first the JIT compiler runs on a third thread, which slows down the side with two
      // threads but not the side with one. The ratio between two processes has the noise of both,
      // so it needs more rounds.
      harness.rounds(
          "threads",
          6,
          2 * harness.options.rounds + 1,
          () -> {
            for (String name : List.of("one", "two")) {
              Side side = name.equals("one") ? one : two;
              harness.number(name + ".product", side.request("product 40").number("gflops"));
              harness.trainAndEncode(name, side, ROW, FaceFile.IMAGES);
            }
          });
    }
  }

  /** Compares the Vector API kernels with the Java 17 loops, both on the Java version in use. */
  static void vector(Harness harness) throws IOException {
    if (VectorProcess.options().isEmpty()) {
      harness.say("vector: not measured; needs Java 25 or newer, both to build and to run");
      return;
    }
    for (int threads : new int[] {1, 2}) {
      try (Side loops =
              FaceFile.WILD.worker(harness, FaceWorker.class, threads, "-Dddh.vector=off");
          Side vector =
              FaceFile.WILD.worker(harness, FaceWorker.class, threads, "-Dddh.vector=on")) {
        harness.rounds(
            "vector, threads " + threads,
            () -> {
              harness.trainAndEncode("loops" + threads, loops, ROW, SOME);
              harness.trainAndEncode("vector" + threads, vector, ROW, SOME);
            });
      }
    }
  }

  /** Measures the training rate at several batch sizes. */
  static void batches(Harness harness) throws IOException {
    try (Side side = FaceFile.WILD.worker(harness)) {
      harness.rounds(
          "batches",
          () -> {
            for (int size : new int[] {64, 128, 256, 512, 1024}) {
              String request = "train " + ROW + " " + FaceFile.IMAGES + " " + size;
              harness.rate("" + size, side, request, "images");
            }
          });
    }
  }

  /** Measures the seconds per epoch at several sizes of the training set. */
  static void epochs(Harness harness) throws IOException {
    harness.fact("people", FaceFile.PAPER_PEOPLE);
    try (Side side = FaceFile.VIDEO.worker(harness)) {
      side.request("train " + ROW + " 6500 256");
      harness.rounds(
          "epochs",
          0,
          Math.min(MOST_ROUNDS, harness.options.rounds),
          () ->
              SIZES.forEach(
                  size -> harness.seconds("" + size, side, "train " + ROW + " " + size + " 256")));
    }
  }

  /** Collects the time per image at each size of the training set. */
  static Map<String, Object> epochRows(Result result) {
    double first = result.median("" + SIZES.get(0)) / SIZES.get(0);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int size : SIZES) {
      double each = result.median("" + size) / size;
      rows.add(
          Map.of(
              "images", PageNumbers.of(size),
              "median", PageNumbers.of(result.median("" + size)),
              "range", PageNumbers.range(result.spread("" + size).orElseThrow()),
              "each", PageNumbers.of(1e6 * each),
              "linear", PageNumbers.times(each / first)));
    }
    return Map.of("sizes", rows);
  }

  /** Measures the peak memory of training at the size of the paper's data. */
  static void memory(Harness harness) throws IOException {
    try (Side side = FaceFile.PAPER.worker(harness)) {
      harness.say("memory");
      Reply reply = side.request("job 2");
      harness.numbers(reply, List.of("seconds", "peakMb"));
      harness.facts(reply, "epochs", "images", "people", "heapMb");
    }
  }

  /**
   * Measures, at the size of the paper's data, the extraction of LBP features and every method that
   * learns from them.
   */
  static void shallow(Harness harness) throws IOException {
    List<String> methods =
        Registry.load().methods().values().stream()
            .filter(method -> method.features().equals("lbp"))
            .map(HashMethod::name)
            .toList();
    try (Side side = FaceFile.PAPER.worker(harness)) {
      harness.rounds(
          "shallow lbp",
          () -> {
            Reply lbp = side.request("features lbp");
            harness.number("lbp", lbp.number("train") + lbp.number("encode"));
            harness.facts(lbp, "images");
          });
      for (String method : methods) {
        if (harness.options.skip.contains(method)) {
          harness.fact(method + SKIPPED, true);
          continue;
        }
        // There is no warm-up round, since a run trains only once. Short training is repeated.
        double seconds = 0;
        for (int round = 0; round < MOST_ROUNDS && seconds < LONG_SECONDS; round++) {
          harness.say("shallow: " + method);
          Reply reply = side.request("row " + method);
          seconds = reply.number("train");
          harness.number(method + TRAIN, seconds);
          harness.number(method + ".encode", reply.number("encode"));
          harness.facts(reply, "rows");
          harness.fact(method + ".map", PageNumbers.of(reply.number("map")));
        }
      }
    }
  }

  /**
   * Collects the values of the methods that were measured, and the names of those that were left
   * out.
   */
  static Map<String, Object> shallowRows(Result result) {
    Map<String, Object> out =
        PageNumbers.parts(result, named(result.rounds(), "(.*)" + TRAIN), row -> row);
    String skipped =
        named(result.facts(), "(.*)" + SKIPPED).stream()
            .map(method -> "`" + method + "`")
            .collect(Collectors.joining(", "));
    out.put("skipped", skipped);
    return out;
  }

  /** Returns, for each name that matches the pattern, the text matched by the pattern's group. */
  private static List<String> named(Map<String, ?> values, String pattern) {
    return values.keySet().stream()
        .filter(name -> name.matches(pattern))
        .map(name -> name.replaceFirst(pattern, "$1"))
        .toList();
  }

  /** Measures the memory of a sweep of many cells in one process. */
  static void load(Harness harness) throws IOException {
    Options options = harness.options;
    int people = options.size("tiny", false) ? 6 : FaceFile.PAPER_PEOPLE;
    String rows = SWEPT.stream().filter(options::row).collect(Collectors.joining(","));
    List<String> jvm = List.of("-Xms4g", "-XX:+AlwaysPreTouch");
    Path folder = options.work.resolve("load");
    try (Side side = harness.java(Parallel.threads(), jvm, Workers.Load.class, folder)) {
      harness.say("load: " + rows);
      String sweep = "sweep " + people + " " + FaceFile.PAPER_EACH + " " + rows;
      recordLoad(harness, side.request(sweep), rows);
      harness.fact("people", people);
      harness.fact("images", people * FaceFile.PAPER_EACH);
    }
  }

  /**
   * Records the memory after each cell. Each combination of row and code length gets one number per
   * seed.
   */
  static void recordLoad(Harness harness, Reply reply, String rows) {
    harness.fact("rows", rows);
    harness.facts(reply, "heapMb");
    for (String key : reply.values().keySet()) {
      harness.number(key.replaceFirst("-s\\d$", ""), reply.number(key));
    }
  }

  /**
   * Collects the values for the template. One value is a string that names the limits that were
   * exceeded; the string is empty if no limit was exceeded.
   */
  static Map<String, Object> loadRows(Result result) {
    List<String> faults = new ArrayList<>();
    if (result.median("peakMb") > MOST_MB) {
      faults.add("more than 12 GiB resident");
    }
    List<String> lines = new ArrayList<>();
    for (String cell : named(result.rounds(), "resident (.*)")) {
      StringBuilder line = new StringBuilder("| " + cell + " |");
      for (String key : KEYS) {
        List<Double> seeds = result.rounds().get(key + cell);
        seeds.forEach(mb -> line.append(" ").append(PageNumbers.of(mb)).append(" |"));
        if (seeds.get(2) > seeds.get(1) + SLACK_MB) {
          faults.add(key + "memory grew at " + cell);
        }
      }
      lines.add(line.toString());
    }
    String found = String.join("; ", faults);
    return Map.of("cells", lines, "count", 3 * lines.size(), "faults", found);
  }

  /**
   * Measures the time of each part of a training step and the rate of a matrix product, with which
   * each layer's rate is compared.
   */
  static void step(Harness harness) throws IOException {
    harness.fact("threads", Parallel.threads());
    try (Side side = FaceFile.WILD.worker(harness, TrainingStep.class, Parallel.threads())) {
      harness.rounds(
          "step",
          () -> {
            for (String what : List.of("product ", "whole ", "parts ")) {
              Reply reply = side.request(what + COUNT);
              harness.numbers(reply, reply.values().keySet());
            }
          });
    }
  }

  /** Collects the values of the training step for the template. */
  static Map<String, Object> stepRows(Result result) {
    double gflops = result.median("gflops");
    double whole = result.median("whole");
    double sum = result.median("fill");
    double flops = 0;
    double encoding = 0;
    List<String> layers = new ArrayList<>();
    for (Layer layer : LAYERS) {
      double forward = result.median(layer.name() + ".forward");
      double backward = result.median(layer.name() + ".backward");
      double own = layer.forward() * (flops == 0 ? 2 : 3);
      String start = format("| `%s` | %.2f | %.2f", layer.name(), forward, backward);
      layers.add(reached(start, forward + backward, own, gflops));
      sum += forward + backward;
      encoding += layer.name().equals("classifier") ? 0 : layer.forward();
      flops += own;
    }
    sum += result.median("updater");
    Map<String, Object> out = new HashMap<>();
    out.put("layers", layers);
    out.put("fillMs", format("%.2f", result.median("fill")));
    out.put("updaterMs", format("%.2f", result.median("updater")));
    out.put("all", reached("| all of these |  | ", sum, flops, gflops));
    out.put("wholeMs", format("%.2f", whole));
    out.put("moreMs", format("%.2f", whole - sum));
    out.put("rate", PageNumbers.of(1e3 * TrainingStep.BATCH / whole));
    out.put("trainable", PageNumbers.of(gflops * 1e9 / flops));
    out.put("encodable", PageNumbers.of(gflops * 1e9 / encoding));
    out.put("wholeReached", PageNumbers.percent(limit(flops, gflops) / whole));
    return out;
  }

  private static String reached(String start, double millis, double flops, double gflops) {
    double limit = limit(flops, gflops);
    String mflop = PageNumbers.of(flops / 1e6);
    String reached = PageNumbers.percent(limit / millis);
    return format("%s | %.2f | %s | %.2f | %s |", start, millis, mflop, limit, reached);
  }

  /**
   * Returns the milliseconds that a batch's operations would take at the rate of the matrix
   * product.
   */
  private static double limit(double flops, double gflops) {
    return TrainingStep.BATCH * flops / gflops / 1e6;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
