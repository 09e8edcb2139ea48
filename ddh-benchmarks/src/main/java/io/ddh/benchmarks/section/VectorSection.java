package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.page.PageNumbers;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.WorkerReply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.experiments.bench.Spread;
import io.ddh.experiments.launch.VectorProcess;
import java.io.IOException;
import java.util.List;

/** The kernels on the Vector API against those of Java 17, both on the Java that runs. */
final class VectorSection implements WholeSection {
  private static final int IMAGES = 7_680;

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String title() {
    return "Vector API";
  }

  @Override
  public boolean possible() {
    return !VectorProcess.options().isEmpty();
  }

  @Override
  public void measure(Session session, Recorder recorder) throws IOException {
    for (int threads : new int[] {1, 2}) {
      measure(session, recorder, threads);
    }
  }

  private void measure(Session session, Recorder recorder, int threads) throws IOException {
    String[] worker = session.wild().arguments("training");
    try (Child loops = session.with("-Dddh.vector=off").java(threads, worker);
        Child vector = session.with("-Dddh.vector=on").java(threads, worker)) {
      session.rounds(
          name() + ", threads " + threads,
          session.rounds(),
          timed -> {
            round(recorder, timed, "loops" + threads, loops);
            round(recorder, timed, "vector" + threads, vector);
          });
    }
  }

  private static void round(Recorder recorder, boolean timed, String key, Child child) {
    WorkerReply train = child.ask("train " + IMAGES + " 256");
    WorkerReply encode = child.ask("encode");
    if (timed) {
      recorder.round(key + ".train", train.rate("images"));
      recorder.round(key + ".encode", encode.rate("images"));
    }
  }

  @Override
  public void show(Result result, Page page) {
    page.text(
        "Kernels of Java 17 (`-Dddh.vector=off`) and of the Vector API (`-Dddh.vector=on`) in two"
            + " processes on the Java named below, rounds in turn, batch 256; images a second. See"
            + " [vector-api.md](vector-api.md).");
    page.table(
        List.of("kernels", "threads", "training", "range", "encoding", "range"),
        List.of(
            row("Java 17 loops", "1", result, "loops1"),
            row("Vector API", "1", result, "vector1"),
            ratio(result, "1"),
            row("Java 17 loops", "2", result, "loops2"),
            row("Vector API", "2", result, "vector2"),
            ratio(result, "2")));
  }

  private static List<String> row(String label, String threads, Result result, String key) {
    Spread train = result.spread(key + ".train").orElseThrow();
    Spread encode = result.spread(key + ".encode").orElseThrow();
    return List.of(
        label,
        threads,
        PageNumbers.of(train.median()),
        PageNumbers.range(train),
        PageNumbers.of(encode.median()),
        PageNumbers.range(encode));
  }

  private static List<String> ratio(Result result, String threads) {
    return List.of(
        "ratio",
        threads,
        times(result, "vector" + threads, "loops" + threads, ".train"),
        "",
        times(result, "vector" + threads, "loops" + threads, ".encode"),
        "");
  }

  private static String times(Result result, String over, String under, String what) {
    return PageNumbers.times(result.median(over + what) / result.median(under + what));
  }
}
