package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Bench;
import io.ddh.benchmarks.harness.Reply;
import io.ddh.benchmarks.harness.Side;
import io.ddh.benchmarks.worker.FaceFile;
import io.ddh.experiments.launch.VectorProcess;
import java.io.IOException;
import java.util.List;

/** Sections that measure DDH alone: threads, kernels, batch sizes, memory. */
final class DdhSections {
  private static final int WARM_UP = 5;
  private static final int SOME = 7_680;

  private DdhSections() {}

  private static void round(Bench bench, String key, Side side, int images) {
    bench.rate(key + ".train", side, "train " + images + " 256", "images");
    bench.rate(key + ".encode", side, "encode", "images");
  }

  /** One thread against two, with the matrix product's gain from a second thread as reference. */
  static void threads(Bench bench) throws IOException {
    List<String> worker = FaceFile.wild(bench).arguments("training");
    try (Side one = bench.java(1, List.of(), worker);
        Side two = bench.java(2, List.of(), worker)) {
      // At first the JIT compiler is a third thread, which costs the two-thread side time but not
      // the
      // one-thread side.
      for (Side side : List.of(one, two)) {
        for (int i = 0; i < WARM_UP; i++) {
          side.request("train " + Section.IMAGES + " 256");
          side.request("encode");
        }
      }
      // A ratio of two processes has the noise of both, so it needs more rounds.
      bench.rounds(
          "threads",
          2 * bench.options().rounds() + 1,
          () -> {
            bench.number("one.product", one.request("product 40").number("gflops"));
            round(bench, "one", one, Section.IMAGES);
            bench.number("two.product", two.request("product 40").number("gflops"));
            round(bench, "two", two, Section.IMAGES);
          });
    }
  }

  /** The Vector API kernels against the Java 17 loops, both on the running Java. */
  static void vector(Bench bench) throws IOException {
    if (VectorProcess.options().isEmpty()) {
      bench.say("vector: needs Java 25 or newer, and a build by it");
      return;
    }
    List<String> worker = FaceFile.wild(bench).arguments("training");
    for (int threads : new int[] {1, 2}) {
      try (Side loops = bench.java(threads, List.of("-Dddh.vector=off"), worker);
          Side vector = bench.java(threads, List.of("-Dddh.vector=on"), worker)) {
        bench.rounds(
            "vector, threads " + threads,
            () -> {
              round(bench, "loops" + threads, loops, SOME);
              round(bench, "vector" + threads, vector, SOME);
            });
      }
    }
  }

  /** The training rate at several batch sizes. */
  static void batches(Bench bench) throws IOException {
    try (Side side = bench.java(FaceFile.wild(bench).arguments("training"))) {
      bench.rounds(
          "batches",
          () -> {
            for (int size : new int[] {64, 128, 256, 512, 1024}) {
              bench.rate("" + size, side, "train " + Section.IMAGES + " " + size, "images");
            }
          });
    }
  }

  /** Peak memory of a training run at the paper's size. */
  static void memory(Bench bench) throws IOException {
    FaceFile faces = FaceFile.video(bench).first(Section.PAPER_EACH);
    try (Side side = bench.java(faces.arguments("training"))) {
      bench.say("memory");
      Reply reply = bench.seconds("seconds", side, "job 2");
      bench.number("peakMb", reply.number("peakMb"));
      bench.fact("epochs", 2);
      for (String fact : List.of("images", "people", "heapMb")) {
        bench.fact(fact, (int) reply.number(fact));
      }
    }
  }
}
