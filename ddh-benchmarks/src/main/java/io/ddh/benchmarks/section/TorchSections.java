package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Bench;
import io.ddh.benchmarks.harness.Reply;
import io.ddh.benchmarks.harness.Side;
import io.ddh.benchmarks.worker.FaceFile;
import io.ddh.core.Parallel;
import java.io.IOException;
import java.util.List;

/** Training and encoding rates of networks beside PyTorch's in both memory formats. */
final class TorchSections {
  private static final List<String> LAYOUTS = List.of("contiguous", "channels_last");
  private static final double ROUNDING = 0.001;
  private static final double VARIED = 0.1;

  private TorchSections() {}

  /** DDH. */
  static void training(Bench bench) throws IOException {
    try (Side torch = torch(bench, "torch_ddh.py", "" + Section.PEOPLE);
        Side ours = bench.java(FaceFile.wild(bench).arguments("training"))) {
      bench.rounds("training", () -> round(bench, "", ours, torch));
    }
  }

  /** CNNH and DSH. */
  static void pixels(Bench bench) throws IOException {
    FaceFile faces = FaceFile.wild(bench);
    try (Side torch = torch(bench, "torch_pixels.py", bench.options().work().toString());
        Side cnnh = bench.java(faces.arguments("training", "cnnh"));
        Side dsh = bench.java(faces.arguments("training", "dsh"))) {
      if (torch != null) {
        sameCodes(bench, "cnnh", cnnh, torch);
        sameCodes(bench, "dsh", dsh, torch);
      }
      bench.rounds(
          "pixels",
          () -> {
            round(bench, "cnnh", cnnh, torch);
            round(bench, "dsh", dsh, torch);
          });
    }
  }

  private static Side torch(Bench bench, String script, String argument) throws IOException {
    String threads = Integer.toString(Parallel.threads());
    bench.fact("threads", threads);
    bench.fact("people", Section.PEOPLE);
    bench.fact("images", Section.IMAGES);
    return bench.python("torch", script, threads, argument).orElse(null);
  }

  private static void round(Bench bench, String row, Side ours, Side torch) {
    String of = row.isEmpty() ? "" : row + ".";
    String word = row.isEmpty() ? "" : row + " ";
    bench.rate(of + "ddh.train", ours, "train " + Section.IMAGES + " 256", "images");
    Reply encoded = bench.rate(of + "ddh.encode", ours, "encode", "images");
    if (torch == null) {
      return;
    }
    for (String layout : LAYOUTS) {
      Reply trained = bench.rate(of + layout + ".train", torch, "train " + word + layout, "images");
      bench.fact("torch", trained.text("torch"));
      if (trained.has("parameters")) {
        sameNetwork(row, encoded, trained);
        bench.fact(of + "parameters", (long) trained.number("parameters"));
      }
      bench.rate(of + layout + ".encode", torch, "encode " + word + layout, "images");
    }
  }

  /** Both sides must have a network of one size. */
  static void sameNetwork(String row, Reply ours, Reply torch) {
    for (String key : List.of("parameters", "bits")) {
      if (ours.number(key) != torch.number(key)) {
        throw new IllegalStateException(
            row + ": " + key + " " + ours.text(key) + ", in PyTorch " + torch.text(key));
      }
    }
  }

  /** PyTorch's network with our weights must give our codes. */
  private static void sameCodes(Bench bench, String row, Side ours, Side torch) {
    Reply left = ours.request("check");
    Reply found =
        torch.request("check " + row + " " + left.text("mean") + " " + left.text("deviation"));
    sameCodes(row, found);
    bench.fact(row + ".checked", (int) found.number("bits"));
    bench.fact(row + ".wrong", (int) found.number("wrong"));
  }

  /** A value so near to 0 that rounding decides its sign is rare; all signs alike prove nothing. */
  static void sameCodes(String row, Reply found) {
    double bits = found.number("bits");
    double ones = found.number("ones") / bits;
    if (!(found.number("wrong") <= ROUNDING * bits && ones > VARIED && ones < 1 - VARIED)) {
      throw new IllegalStateException(
          row + ": under the same weights PyTorch's codes differ: " + found.values());
    }
  }
}
