package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Harness;
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
  static void training(Harness harness) throws IOException {
    try (Side torch = torch(harness, "torch_ddh.py", "" + Section.PEOPLE);
        Side ours = harness.java(FaceFile.wild(harness).arguments("training"))) {
      harness.rounds("training", () -> round(harness, "", ours, torch));
    }
  }

  /** CNNH and DSH. */
  static void pixels(Harness harness) throws IOException {
    FaceFile faces = FaceFile.wild(harness);
    try (Side torch = torch(harness, "torch_pixels.py", harness.options().work().toString());
        Side cnnh = harness.java(faces.arguments("training", "cnnh"));
        Side dsh = harness.java(faces.arguments("training", "dsh"))) {
      if (torch != null) {
        sameCodes(harness, "cnnh", cnnh, torch);
        sameCodes(harness, "dsh", dsh, torch);
      }
      harness.rounds(
          "pixels",
          () -> {
            round(harness, "cnnh", cnnh, torch);
            round(harness, "dsh", dsh, torch);
          });
    }
  }

  private static Side torch(Harness harness, String script, String argument) throws IOException {
    String threads = Integer.toString(Parallel.threads());
    harness.fact("threads", threads);
    harness.fact("people", Section.PEOPLE);
    harness.fact("images", Section.IMAGES);
    return harness.python("torch", script, threads, argument).orElse(null);
  }

  private static void round(Harness harness, String row, Side ours, Side torch) {
    String of = row.isEmpty() ? "" : row + ".";
    String word = row.isEmpty() ? "" : row + " ";
    harness.rate(of + "ddh.train", ours, "train " + Section.IMAGES + " 256", "images");
    Reply encoded = harness.rate(of + "ddh.encode", ours, "encode", "images");
    if (torch == null) {
      return;
    }
    for (String layout : LAYOUTS) {
      Reply trained =
          harness.rate(of + layout + ".train", torch, "train " + word + layout, "images");
      harness.fact("torch", trained.text("torch"));
      if (trained.has("parameters")) {
        sameNetwork(row, encoded, trained);
        harness.fact(of + "parameters", (long) trained.number("parameters"));
      }
      harness.rate(of + layout + ".encode", torch, "encode " + word + layout, "images");
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
  private static void sameCodes(Harness harness, String row, Side ours, Side torch) {
    Reply left = ours.request("check");
    Reply found =
        torch.request("check " + row + " " + left.text("mean") + " " + left.text("deviation"));
    sameCodes(row, found);
    harness.fact(row + ".checked", (int) found.number("bits"));
    harness.fact(row + ".wrong", (int) found.number("wrong"));
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
