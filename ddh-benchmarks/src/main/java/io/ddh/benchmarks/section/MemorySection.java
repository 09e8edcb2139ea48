package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.page.PageNumbers;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.WorkerReply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import java.io.IOException;

/** Peak memory of a training of the paper's size. */
final class MemorySection implements WholeSection {
  private static final int EPOCHS = 2;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String title() {
    return "Memory";
  }

  @Override
  public void measure(Session session, Recorder recorder) throws IOException {
    try (Child child =
        session.java(session.video().first(Session.PAPER_EACH).arguments("training"))) {
      session.say().accept(name() + ": " + EPOCHS + " epochs");
      WorkerReply reply = child.ask("job " + EPOCHS);
      recorder.fact("epochs", EPOCHS);
      recorder.fact("images", (int) reply.number("images"));
      recorder.fact("people", (int) reply.number("people"));
      recorder.fact("heapMb", (int) reply.number("heapMb"));
      recorder.round("peakMb", reply.number("peakMb"));
      recorder.round("seconds", reply.number("seconds"));
    }
  }

  @Override
  public void show(Result result, Page page) {
    page.text(
        "Training on "
            + result.fact("images")
            + " images of "
            + result.fact("people")
            + " people ("
            + result.fact("epochs")
            + " epochs with validation, the data set and the training set in memory as in a run, a"
            + " heap of at most "
            + result.fact("heapMb")
            + " MiB): peak resident memory (`VmHWM`) **"
            + PageNumbers.of(result.median("peakMb"))
            + " MiB**, "
            + PageNumbers.of(result.median("seconds"))
            + " s.");
  }
}
