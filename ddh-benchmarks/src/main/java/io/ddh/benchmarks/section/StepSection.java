package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Harness;
import io.ddh.benchmarks.harness.PageNumbers;
import io.ddh.benchmarks.harness.Reply;
import io.ddh.benchmarks.harness.Result;
import io.ddh.benchmarks.harness.Side;
import io.ddh.benchmarks.kernel.TrainingStep;
import io.ddh.benchmarks.worker.FaceFile;
import io.ddh.core.Parallel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Time of each part of a training step, and each layer's rate compared with that of a matrix
 * product.
 */
final class StepSection implements Section {
  private static final int COUNT = 20; // steps, or products, of a round
  private static final List<Work> LAYERS =
      List.of(
          new Work("conv1", 2.0 * 30 * 30 * 27 * 20, 1),
          new Work("conv2", 2.0 * 14 * 14 * 80 * 40, 2),
          new Work("conv3", 2.0 * 6 * 6 * 160 * 60, 2),
          new Work("local", 2.0 * 4 * 240 * 80, 2),
          new Work("face-feature", 2.0 * 860 * 192, 2),
          new Work("hash", 2.0 * 192, 2),
          new Work("classifier", 2.0 * 48 * PEOPLE, 2));

  /**
   * Floating-point operations of a layer's products.
   *
   * @param layer its name
   * @param forward operations per image
   * @param backward how many times as many the gradients take; the first layer computes no input
   *     gradient
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
  public void measure(Harness harness) throws IOException {
    harness.fact("threads", Parallel.threads());
    try (Side side = harness.java(FaceFile.wild(harness).arguments("step"))) {
      harness.rounds(
          name(),
          () -> {
            harness.number("gflops", side.request("product " + COUNT).number("gflops"));
            harness.number("whole", side.request("whole " + COUNT).number("ms"));
            Reply parts = side.request("parts " + COUNT);
            parts().forEach(part -> harness.number(part, parts.number(part)));
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
  public Map<String, Object> further(Result result) {
    double gflops = result.median("gflops");
    List<Map<String, String>> layers = new ArrayList<>();
    for (Work work : LAYERS) {
      double forward = result.median(work.layer() + ".forward");
      double backward = result.median(work.layer() + ".backward");
      Map<String, String> row = reached(forward + backward, work.total(), gflops);
      row.put("layer", work.layer());
      row.put("forward", millis(forward));
      row.put("backward", millis(backward));
      layers.add(row);
    }
    double sum = parts().stream().mapToDouble(result::median).sum();
    double flops = LAYERS.stream().mapToDouble(Work::total).sum();
    double whole = result.median("whole");
    double encoding = LAYERS.stream().limit(6).mapToDouble(Work::forward).sum();
    Map<String, Object> out = new HashMap<>();
    out.put("layers", layers);
    out.put("fillMs", millis(result.median("fill")));
    out.put("updaterMs", millis(result.median("updater")));
    out.put("all", reached(sum, flops, gflops));
    out.put("wholeMs", millis(whole));
    out.put("moreMs", millis(whole - sum));
    out.put("rate", PageNumbers.of(1e3 * TrainingStep.BATCH / whole));
    out.put("trainable", PageNumbers.of(gflops * 1e9 / flops));
    out.put("encodable", PageNumbers.of(gflops * 1e9 / encoding));
    out.put("wholeReached", reached(whole, flops, gflops).get("reached"));
    return out;
  }

  private static Map<String, String> reached(double millis, double flops, double gflops) {
    double limit = TrainingStep.BATCH * flops / gflops / 1e6;
    Map<String, String> out = new HashMap<>();
    out.put("both", millis(millis));
    out.put("mflop", PageNumbers.of(flops / 1e6));
    out.put("limit", millis(limit));
    out.put("reached", PageNumbers.percent(limit / millis));
    return out;
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
