package io.ddh.benchmarks.section;

import io.ddh.benchmarks.kernel.TrainingStep;
import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.page.PageNumbers;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.WorkerReply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.core.Parallel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a training step's time goes, and how far each layer is from the matrix product's rate. */
final class StepSection implements WholeSection {
  private static final int STEPS = 20;
  private static final int PRODUCTS = 20;
  private static final List<Work> LAYERS =
      List.of(
          new Work("conv1", 2.0 * 30 * 30 * 27 * 20, 1),
          new Work("conv2", 2.0 * 14 * 14 * 80 * 40, 2),
          new Work("conv3", 2.0 * 6 * 6 * 160 * 60, 2),
          new Work("local", 2.0 * 4 * 240 * 80, 2),
          new Work("face-feature", 2.0 * 860 * 192, 2),
          new Work("hash", 2.0 * 192, 2),
          new Work("classifier", 2.0 * 48 * Session.PEOPLE, 2));

  /**
   * Floating-point operations of a layer's products.
   *
   * @param layer its name
   * @param forward operations an image
   * @param backward times as many; the first layer computes no input gradient
   */
  private record Work(String layer, double forward, int backward) {
    double total() {
      return forward * (1 + backward);
    }
  }

  @Override
  public String name() {
    return "step";
  }

  @Override
  public String title() {
    return "A training step, by layer";
  }

  @Override
  public void measure(Session session, Recorder recorder) throws IOException {
    recorder.fact("threads", Parallel.threads());
    try (Child child = session.java(session.wild().arguments("step"))) {
      session.rounds(
          name(),
          session.rounds(),
          timed -> {
            WorkerReply product = child.ask("product " + PRODUCTS);
            WorkerReply whole = child.ask("whole " + STEPS);
            WorkerReply parts = child.ask("parts " + STEPS);
            if (timed) {
              recorder.round("gflops", product.number("gflops"));
              recorder.round("whole", whole.number("ms"));
              for (String part : parts()) {
                recorder.round(part, parts.number(part));
              }
            }
          });
    }
  }

  private static List<String> parts() {
    List<String> out = new ArrayList<>(List.of("fill"));
    for (Work work : LAYERS) {
      out.add(work.layer() + ".forward");
      out.add(work.layer() + ".backward");
    }
    out.add("updater");
    return out;
  }

  @Override
  public void show(Result result, Page page) {
    double gflops = result.median("gflops");
    page.text(
        "Row `ddh+aug`, batch "
            + TrainingStep.BATCH
            + ", 48 bits, "
            + Session.PEOPLE
            + " people, "
            + result.fact("threads")
            + " threads; milliseconds, medians of rounds of "
            + STEPS
            + " steps. *At product rate* is the time that the layer's multiplications and additions"
            + " would take at the rate of a 1024×1024 matrix product in the same library on as many"
            + " threads, measured in the same rounds: **"
            + PageNumbers.of(gflops)
            + " GFLOP/s**.");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("filling the batch", "", "", millis(result.median("fill")), "", "", ""));
    for (Work work : LAYERS) {
      rows.add(row(result, work, gflops));
    }
    rows.add(List.of("updater (Adam, L2)", "", "", millis(result.median("updater")), "", "", ""));
    double sum = parts().stream().mapToDouble(result::median).sum();
    double flops = LAYERS.stream().mapToDouble(Work::total).sum();
    double limit = TrainingStep.BATCH * flops / gflops / 1e6;
    rows.add(
        List.of(
            "all of these",
            "",
            "",
            millis(sum),
            PageNumbers.of(flops / 1e6),
            millis(limit),
            PageNumbers.percent(limit / sum)));
    page.table(
        List.of("", "forward", "backward", "both", "MFLOP an image", "at product rate", "reached"),
        rows);
    double whole = result.median("whole");
    double forward = LAYERS.stream().mapToDouble(Work::forward).sum();
    page.text(
        "A whole step as training does it takes "
            + millis(whole)
            + " ms ("
            + millis(whole - sum)
            + " ms more than its parts, the graph's own work): "
            + PageNumbers.of(1e3 * TrainingStep.BATCH / whole)
            + " images/s. At the product's rate "
            + PageNumbers.of(gflops * 1e9 / flops)
            + " images/s could be trained and "
            + PageNumbers.of(gflops * 1e9 / (forward - LAYERS.get(LAYERS.size() - 1).forward()))
            + " encoded; training reaches "
            + PageNumbers.percent(limit / whole)
            + " of that limit.");
  }

  private static List<String> row(Result result, Work work, double gflops) {
    double forward = result.median(work.layer() + ".forward");
    double backward = result.median(work.layer() + ".backward");
    double limit = TrainingStep.BATCH * work.total() / gflops / 1e6;
    return List.of(
        "`" + work.layer() + "`",
        millis(forward),
        millis(backward),
        millis(forward + backward),
        PageNumbers.of(work.total() / 1e6),
        millis(limit),
        PageNumbers.percent(limit / (forward + backward)));
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
