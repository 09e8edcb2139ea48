package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.PageNumbers;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.WorkerReply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.experiments.bench.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network's training and encoding rates beside PyTorch's in both memory formats.
 *
 * @param label of our row in the table
 * @param prefix of the names of its measurements; empty where a section has one network
 * @param asked word that the Python script takes before the format, followed by a blank; empty:
 *     none
 */
record BesideTorch(String label, String prefix, String asked) {
  static final List<String> HEAD = List.of("", "training", "range", "encoding", "range");

  private static final String OURS = "ddh";
  private static final Map<String, String> TORCH = new LinkedHashMap<>();

  static {
    TORCH.put("contiguous", "PyTorch, contiguous");
    TORCH.put("channels_last", "PyTorch, channels last");
  }

  /** A round of all in turn. */
  void round(Recorder recorder, boolean timed, Child ours, Optional<Child> torch) {
    record(recorder, timed, OURS + ".train", ours.ask("train " + Session.IMAGES + " 256"));
    WorkerReply encoded = ours.ask("encode");
    record(recorder, timed, OURS + ".encode", encoded);
    if (torch.isEmpty()) {
      return;
    }
    for (String layout : TORCH.keySet()) {
      WorkerReply trained = torch.get().ask("train " + asked + layout);
      recorder.fact("torch", trained.text("torch"));
      if (trained.has("parameters")) {
        compare(label, encoded, trained);
        recorder.fact(prefix + "parameters", (long) trained.number("parameters"));
      }
      record(recorder, timed, layout + ".train", trained);
      record(recorder, timed, layout + ".encode", torch.get().ask("encode " + asked + layout));
    }
  }

  /** Both sides must have a network of one size. */
  static void compare(String label, WorkerReply ours, WorkerReply torch) {
    for (String key : List.of("parameters", "bits")) {
      if (ours.number(key) != torch.number(key)) {
        throw new IllegalStateException(
            label + ": " + key + " " + ours.text(key) + ", in PyTorch " + torch.text(key));
      }
    }
  }

  private void record(Recorder recorder, boolean timed, String name, WorkerReply reply) {
    if (timed) {
      recorder.round(prefix + name, reply.rate("images"));
    }
  }

  /** Whether PyTorch was measured. */
  boolean compared(Result result) {
    return result.spread(prefix + "contiguous.train").isPresent();
  }

  /** Ours, PyTorch's and the ratio. */
  List<List<String>> rows(Result result) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(label, result, OURS));
    if (compared(result)) {
      TORCH.forEach((key, torch) -> rows.add(row(torch, result, key)));
      String train = PageNumbers.times(ratio(result, ".train"));
      String encode = PageNumbers.times(ratio(result, ".encode"));
      rows.add(List.of(label + " to the faster PyTorch", train, "", encode, ""));
    }
    return rows;
  }

  private double ratio(Result result, String work) {
    double[] others =
        TORCH.keySet().stream().mapToDouble(k -> result.median(prefix + k + work)).toArray();
    return PageNumbers.overFastest(result.median(prefix + OURS + work), others);
  }

  private List<String> row(String name, Result result, String key) {
    Spread train = result.spread(prefix + key + ".train").orElseThrow();
    Spread encode = result.spread(prefix + key + ".encode").orElseThrow();
    return List.of(
        name,
        PageNumbers.of(train.median()),
        PageNumbers.range(train),
        PageNumbers.of(encode.median()),
        PageNumbers.range(encode));
  }

  /** What stands below the tables. */
  static String footnote(Result result, boolean compared) {
    return compared
        ? "PyTorch " + result.fact("torch") + ", eager, CPU."
        : "No Python with PyTorch was found, so there is nothing to compare with.";
  }
}
