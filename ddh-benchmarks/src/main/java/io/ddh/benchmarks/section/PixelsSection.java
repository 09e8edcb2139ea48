package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.data.Parallel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** CNNH's and DSH's training and encoding rates beside PyTorch's, rounds of all in turn. */
final class PixelsSection implements WholeSection {
  private static final BesideTorch CNNH = new BesideTorch("CNNH", "cnnh.", "cnnh ");
  private static final BesideTorch DSH = new BesideTorch("DSH", "dsh.", "dsh ");

  @Override
  public String name() {
    return "pixels";
  }

  @Override
  public String title() {
    return "CNNH and DSH beside PyTorch";
  }

  @Override
  public void measure(Session session, Recorder recorder) throws IOException {
    String threads = Integer.toString(Parallel.threads());
    recorder.fact("threads", threads);
    recorder.fact("people", Session.PEOPLE);
    recorder.fact("images", Session.IMAGES);
    Optional<Child> other = session.python("torch", "torch_pixels.py", threads);
    try (Child torch = other.orElse(null);
        Child cnnh = session.java(session.wild().arguments("training", "cnnh"));
        Child dsh = session.java(session.wild().arguments("training", "dsh"))) {
      session.rounds(
          name(),
          session.rounds(),
          timed -> {
            CNNH.round(recorder, timed, cnnh, Optional.ofNullable(torch));
            DSH.round(recorder, timed, dsh, Optional.ofNullable(torch));
          });
    }
  }

  @Override
  public void show(Result result, Page page) {
    page.text(
        "Rows `cnnh` and `dsh` with their defaults, batch 256, 48 bits, "
            + result.fact("people")
            + " people, "
            + result.fact("images")
            + " rendered images an epoch, "
            + result.fact("threads")
            + " threads on both sides; images a second, median and range of the rounds, which run"
            + " in turn. Ours arranges and scales byte images, trains, and encodes byte images to"
            + " packed codes; the codes that CNNH learns are made once, before the rounds. PyTorch"
            + " runs the same network, loss, Adam and weight decay on one fixed batch of floats"
            + " that lies ready, and packs nothing.");
    boolean compared = true;
    for (BesideTorch side : List.of(CNNH, DSH)) {
      page.table(BesideTorch.HEAD, side.rows(result));
      compared &= side.compared(result);
    }
    if (compared) {
      page.text(
          "Parameters: CNNH "
              + result.fact("cnnh.parameters")
              + ", DSH "
              + result.fact("dsh.parameters")
              + ". The run stops unless both sides have as many; what the layers compute is held"
              + " by tests of ddh-model (`Conv5ParityTest`, `Conv5StepTest`).");
    }
    page.text(BesideTorch.footnote(result, compared));
  }
}
