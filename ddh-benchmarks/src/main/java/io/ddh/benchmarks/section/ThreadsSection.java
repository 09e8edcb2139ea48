package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Numbers;
import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.Reply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.benchmarks.worker.FaceFile;
import io.ddh.experiments.bench.Spread;
import java.io.IOException;
import java.util.List;

/** One thread against two. */
final class ThreadsSection implements Section {
  @Override
  public String name() {
    return "threads";
  }

  @Override
  public String title() {
    return "Threads";
  }

  @Override
  public void measure(Session session, Recorder recorder) throws IOException {
    FaceFile faces = session.wild();
    try (Child one = session.java(1, faces.arguments("training"));
        Child two = session.java(2, faces.arguments("training"))) {
      session.rounds(
          name(),
          session.rounds(),
          timed -> {
            round(recorder, timed, "one", one);
            round(recorder, timed, "two", two);
          });
    }
  }

  private static void round(Recorder recorder, boolean timed, String key, Child child) {
    Reply train = child.ask("train " + Session.IMAGES + " 256");
    Reply encode = child.ask("encode");
    if (timed) {
      recorder.round(key + ".train", train.rate("images"));
      recorder.round(key + ".encode", encode.rate("images"));
    }
  }

  @Override
  public void show(Result result, Page page) {
    page.text(
        "The same job in two processes, `-Dddh.threads=1` with `OMP_NUM_THREADS=1` and both at 2,"
            + " rounds in turn; images a second.");
    String train = Numbers.times(result.median("two.train") / result.median("one.train"));
    String encode = Numbers.times(result.median("two.encode") / result.median("one.encode"));
    page.table(
        List.of("threads", "training", "range", "encoding", "range"),
        List.of(
            row("1", result, "one"),
            row("2", result, "two"),
            List.of("ratio", train, "", encode, "")));
  }

  private static List<String> row(String label, Result result, String key) {
    Spread train = result.spread(key + ".train").orElseThrow();
    Spread encode = result.spread(key + ".encode").orElseThrow();
    return List.of(
        label,
        Numbers.of(train.median()),
        Numbers.range(train),
        Numbers.of(encode.median()),
        Numbers.range(encode));
  }
}
