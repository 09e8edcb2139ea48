package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.page.PageNumbers;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.WorkerReply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.experiments.bench.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Seconds an epoch at several sizes of the training set. */
final class EpochSection implements WholeSection {
  private static final int[] SIZES = {13_000, 26_000, 52_000, 104_000};
  private static final int MOST_ROUNDS = 3;

  @Override
  public String name() {
    return "epochs";
  }

  @Override
  public String title() {
    return "Size of the training set";
  }

  @Override
  public void measure(Session session, Recorder recorder) throws IOException {
    recorder.fact("people", Session.PAPER_PEOPLE);
    try (Child child = session.java(session.video().arguments("training"))) {
      session.say().accept(name() + ": warming up");
      child.ask("train 6500 256");
      int rounds = Math.min(MOST_ROUNDS, session.rounds());
      for (int round = 1; round <= rounds; round++) {
        for (int size : SIZES) {
          session.say().accept(name() + ": round " + round + " of " + rounds + ", " + size);
          WorkerReply reply = child.ask("train " + size + " 256");
          recorder.round(Integer.toString(size), reply.number("seconds"));
        }
      }
    }
  }

  @Override
  public void show(Result result, Page page) {
    double first = result.median(Integer.toString(SIZES[0])) / SIZES[0];
    List<List<String>> rows = new ArrayList<>();
    for (int size : SIZES) {
      Spread spread = result.spread(Integer.toString(size)).orElseThrow();
      double each = spread.median() / size;
      rows.add(
          List.of(
              PageNumbers.of(size),
              PageNumbers.of(spread.median()),
              PageNumbers.range(spread),
              PageNumbers.of(1e6 * each),
              PageNumbers.times(each / first)));
    }
    page.text(
        "Seconds an epoch of training, "
            + result.fact("people")
            + " people, batch 256; the last column is the time an image over that of the smallest"
            + " set: 1.00 is linear.");
    page.table(List.of("images", "seconds", "range", "µs an image", "to linear"), rows);
  }
}
