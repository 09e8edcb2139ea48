package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.core.Parallel;
import java.io.IOException;
import java.util.Optional;

/** Training and encoding rates beside PyTorch's, rounds of all in turn. */
final class TrainingSection implements WholeSection {
  private static final BesideTorch DDH = new BesideTorch("DDH", "", "");

  @Override
  public String name() {
    return "training";
  }

  @Override
  public String title() {
    return "Training and encoding beside PyTorch";
  }

  @Override
  public void measure(Session session, Recorder recorder) throws IOException {
    String threads = Integer.toString(Parallel.threads());
    recorder.fact("threads", threads);
    recorder.fact("people", Session.PEOPLE);
    recorder.fact("images", Session.IMAGES);
    Optional<Child> other =
        session.python("torch", "torch_ddh.py", threads, Integer.toString(Session.PEOPLE));
    try (Child torch = other.orElse(null);
        Child ours = session.java(session.wild().arguments("training"))) {
      session.rounds(
          name(),
          session.rounds(),
          timed -> DDH.round(recorder, timed, ours, Optional.ofNullable(torch)));
    }
  }

  @Override
  public void show(Result result, Page page) {
    page.text(
        "Row `ddh+aug` (the `released` reading with flips and crops), batch 256, 48 bits, "
            + result.fact("people")
            + " people, "
            + result.fact("images")
            + " rendered images an epoch, "
            + result.fact("threads")
            + " threads on both sides; images a second, median and range of the rounds, which run"
            + " in turn. Ours shuffles, scales and augments byte images, trains, and encodes byte"
            + " images to packed codes. PyTorch runs the same network on one fixed batch of floats"
            + " that lies ready, and packs nothing.");
    page.table(BesideTorch.HEAD, DDH.rows(result));
    page.text(BesideTorch.footnote(result, DDH.compared(result)));
  }
}
