package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.page.PageNumbers;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.WorkerReply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.benchmarks.worker.FaceFile;
import io.ddh.experiments.bench.Spread;
import java.io.IOException;
import java.util.List;

/** One thread against two, beside what two threads give a matrix product in the same rounds. */
final class ThreadsSection implements WholeSection {
  private static final int PRODUCTS = 40;
  private static final int WARM_UP = 5;

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
      // Java's compiler is a third thread at first, and takes from two lanes what one leaves free.
      for (int i = 0; i < WARM_UP; i++) {
        round(recorder, false, "one", one);
        round(recorder, false, "two", two);
      }
      session.rounds(
          name(),
          2 * session.rounds() + 1, // a ratio of two processes takes all the machine's noise twice
          timed -> {
            round(recorder, timed, "one", one);
            round(recorder, timed, "two", two);
          });
    }
  }

  private static void round(Recorder recorder, boolean timed, String key, Child child) {
    WorkerReply train = child.ask("train " + Session.IMAGES + " 256");
    WorkerReply encode = child.ask("encode");
    WorkerReply product = child.ask("product " + PRODUCTS);
    if (timed) {
      recorder.round(key + ".product", product.number("gflops"));
      recorder.round(key + ".train", train.rate("images"));
      recorder.round(key + ".encode", encode.rate("images"));
    }
  }

  @Override
  public void show(Result result, Page page) {
    page.text(
        "The same job in two processes, `-Dddh.threads=1` with `OMP_NUM_THREADS=1` and both at 2,"
            + " rounds in turn after "
            + (WARM_UP + 1)
            + " to warm up; images a second. The last column is the rate of 1024×1024 matrix"
            + " products: what a second thread gives there.");
    String train = PageNumbers.times(result.median("two.train") / result.median("one.train"));
    String encode = PageNumbers.times(result.median("two.encode") / result.median("one.encode"));
    String product = PageNumbers.times(result.median("two.product") / result.median("one.product"));
    page.table(
        List.of("threads", "training", "range", "encoding", "range", "product, GFLOP/s"),
        List.of(
            row("1", result, "one"),
            row("2", result, "two"),
            List.of("ratio", train, "", encode, "", product)));
  }

  private static List<String> row(String label, Result result, String key) {
    Spread train = result.spread(key + ".train").orElseThrow();
    Spread encode = result.spread(key + ".encode").orElseThrow();
    return List.of(
        label,
        PageNumbers.of(train.median()),
        PageNumbers.range(train),
        PageNumbers.of(encode.median()),
        PageNumbers.range(encode),
        PageNumbers.of(result.median(key + ".product")));
  }
}
