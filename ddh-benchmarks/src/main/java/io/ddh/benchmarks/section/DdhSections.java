package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Harness;
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

  private static void round(Harness harness, String key, Side side, int images) {
    harness.rate(key + ".train", side, "train " + images + " 256", "images");
    harness.rate(key + ".encode", side, "encode", "images");
  }

  /** One thread against two, with the matrix product's gain from a second thread as reference. */
  static void threads(Harness harness) throws IOException {
    List<String> worker = FaceFile.wild(harness).arguments("training");
    try (Side one = harness.java(1, List.of(), worker);
        Side two = harness.java(2, List.of(), worker)) {
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
      harness.rounds(
          "threads",
          2 * harness.options().rounds() + 1,
          () -> {
            harness.number("one.product", one.request("product 40").number("gflops"));
            round(harness, "one", one, Section.IMAGES);
            harness.number("two.product", two.request("product 40").number("gflops"));
            round(harness, "two", two, Section.IMAGES);
          });
    }
  }

  /** The Vector API kernels against the Java 17 loops, both on the running Java. */
  static void vector(Harness harness) throws IOException {
    if (VectorProcess.options().isEmpty()) {
      harness.say("vector: needs Java 25 or newer, and a build by it");
      return;
    }
    List<String> worker = FaceFile.wild(harness).arguments("training");
    for (int threads : new int[] {1, 2}) {
      try (Side loops = harness.java(threads, List.of("-Dddh.vector=off"), worker);
          Side vector = harness.java(threads, List.of("-Dddh.vector=on"), worker)) {
        harness.rounds(
            "vector, threads " + threads,
            () -> {
              round(harness, "loops" + threads, loops, SOME);
              round(harness, "vector" + threads, vector, SOME);
            });
      }
    }
  }

  /** The training rate at several batch sizes. */
  static void batches(Harness harness) throws IOException {
    try (Side side = harness.java(FaceFile.wild(harness).arguments("training"))) {
      harness.rounds(
          "batches",
          () -> {
            for (int size : new int[] {64, 128, 256, 512, 1024}) {
              harness.rate("" + size, side, "train " + Section.IMAGES + " " + size, "images");
            }
          });
    }
  }

  /** Peak memory of a training run at the paper's size. */
  static void memory(Harness harness) throws IOException {
    FaceFile faces = FaceFile.video(harness).first(Section.PAPER_EACH);
    try (Side side = harness.java(faces.arguments("training"))) {
      harness.say("memory");
      Reply reply = harness.seconds("seconds", side, "job 2");
      harness.number("peakMb", reply.number("peakMb"));
      harness.fact("epochs", 2);
      for (String fact : List.of("images", "people", "heapMb")) {
        harness.fact(fact, (int) reply.number(fact));
      }
    }
  }
}
