package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.WorkerReply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.core.Parallel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** CNNH's and DSH's training and encoding rates beside PyTorch's, rounds of all in turn. */
final class PixelsSection implements WholeSection {
  private static final double ROUNDING = 0.001;
  private static final double VARIED = 0.1;
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
    Optional<Child> other =
        session.python("torch", "torch_pixels.py", threads, session.work().toString());
    try (Child torch = other.orElse(null);
        Child cnnh = session.java(session.wild().arguments("training", "cnnh"));
        Child dsh = session.java(session.wild().arguments("training", "dsh"))) {
      if (torch != null) {
        sameCodes(recorder, "cnnh", cnnh, torch);
        sameCodes(recorder, "dsh", dsh, torch);
      }
      session.rounds(
          name(),
          session.rounds(),
          timed -> {
            CNNH.round(recorder, timed, cnnh, Optional.ofNullable(torch));
            DSH.round(recorder, timed, dsh, Optional.ofNullable(torch));
          });
    }
  }

  /** PyTorch's network with our weights must give our codes. */
  private static void sameCodes(Recorder recorder, String row, Child ours, Child torch) {
    WorkerReply left = ours.ask("check");
    WorkerReply found =
        torch.ask("check " + row + " " + left.text("mean") + " " + left.text("deviation"));
    compare(row, found);
    recorder.fact(row + ".checked", (int) found.number("bits"));
    recorder.fact(row + ".wrong", (int) found.number("wrong"));
  }

  /** A value so near to 0 that rounding decides its sign is rare; all signs alike prove nothing. */
  static void compare(String row, WorkerReply found) {
    double bits = found.number("bits");
    double ones = found.number("ones") / bits;
    if (!(found.number("wrong") <= ROUNDING * bits && ones > VARIED && ones < 1 - VARIED)) {
      throw new IllegalStateException(
          row + ": under the same weights PyTorch's codes differ: " + found.values());
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
          "The run stops unless both sides have as many parameters (CNNH "
              + result.fact("cnnh.parameters")
              + ", DSH "
              + result.fact("dsh.parameters")
              + ") and PyTorch's network with our weights gives our codes: of 256 images "
              + result.fact("cnnh.wrong")
              + " of "
              + result.fact("cnnh.checked")
              + " bits differed for CNNH, "
              + result.fact("dsh.wrong")
              + " of "
              + result.fact("dsh.checked")
              + " for DSH, and one in a thousand may, by rounding.");
    }
    page.text(BesideTorch.footnote(result, compared));
  }
}
