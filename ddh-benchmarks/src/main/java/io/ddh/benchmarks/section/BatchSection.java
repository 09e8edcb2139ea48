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
import java.util.Arrays;
import java.util.List;

/** The training rate at several batch sizes. */
final class BatchSection implements WholeSection {
  private static final int[] SIZES = {64, 128, 256, 512, 1024};

  @Override
  public String name() {
    return "batches";
  }

  @Override
  public String title() {
    return "Batch size";
  }

  @Override
  public void measure(Session session, Recorder recorder) throws IOException {
    try (Child child = session.java(session.wild().arguments("training"))) {
      session.rounds(
          name(),
          session.rounds(),
          timed -> {
            for (int size : SIZES) {
              WorkerReply reply = child.ask("train " + Session.IMAGES + " " + size);
              if (timed) {
                recorder.round(Integer.toString(size), reply.rate("images"));
              }
            }
          });
    }
  }

  @Override
  public void show(Result result, Page page) {
    double[] medians =
        Arrays.stream(SIZES).mapToDouble(s -> result.median(Integer.toString(s))).toArray();
    List<List<String>> rows = new ArrayList<>();
    for (int size : SIZES) {
      Spread spread = result.spread(Integer.toString(size)).orElseThrow();
      rows.add(
          List.of(
              Integer.toString(size), PageNumbers.of(spread.median()), PageNumbers.range(spread)));
    }
    page.text("Training, images a second; each round runs an epoch of every size.");
    page.table(List.of("batch", "images/s", "range"), rows);
    page.text(
        "The slowest lies "
            + PageNumbers.percent(PageNumbers.dip(medians))
            + " below the fastest.");
  }
}
