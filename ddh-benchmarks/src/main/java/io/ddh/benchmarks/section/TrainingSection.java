package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Numbers;
import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.Reply;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.data.Parallel;
import io.ddh.experiments.bench.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Training and encoding rates beside PyTorch's, rounds of all in turn. */
final class TrainingSection implements Section {
  private static final String OURS = "ddh";
  private static final Map<String, String> TORCH = new LinkedHashMap<>();

  static {
    TORCH.put("contiguous", "PyTorch, contiguous");
    TORCH.put("channels_last", "PyTorch, channels last");
  }

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
          timed -> {
            String train = "train " + Session.IMAGES + " 256";
            record(recorder, timed, OURS + ".train", ours.ask(train));
            record(recorder, timed, OURS + ".encode", ours.ask("encode"));
            for (String layout : TORCH.keySet()) {
              if (torch != null) {
                Reply trained = torch.ask("train " + layout);
                recorder.fact("torch", trained.text("torch"));
                record(recorder, timed, layout + ".train", trained);
                record(recorder, timed, layout + ".encode", torch.ask("encode " + layout));
              }
            }
          });
    }
  }

  private static void record(Recorder recorder, boolean timed, String name, Reply reply) {
    if (timed) {
      recorder.round(name, reply.rate("images"));
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
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("DDH", result, OURS));
    boolean torch = result.spread("contiguous.train").isPresent();
    if (torch) {
      TORCH.forEach((key, label) -> rows.add(row(label, result, key)));
      String train = Numbers.times(ratio(result, ".train"));
      String encode = Numbers.times(ratio(result, ".encode"));
      rows.add(List.of("DDH to the faster PyTorch", train, "", encode, ""));
    }
    page.table(List.of("", "training", "range", "encoding", "range"), rows);
    page.text(
        torch
            ? "PyTorch " + result.fact("torch") + ", eager, CPU."
            : "No Python with PyTorch was found, so there is nothing to compare with.");
  }

  private static double ratio(Result result, String work) {
    double[] others = TORCH.keySet().stream().mapToDouble(k -> result.median(k + work)).toArray();
    return Numbers.overFastest(result.median(OURS + work), others);
  }

  private static List<String> row(String label, Result result, String key) {
    Spread train = result.spread(key + ".train").orElseThrow();
    Spread encode = result.spread(key + ".encode").orElseThrow();
    return List.of(
        label,
        Numbers.of(train.median()),
        Numbers.range(train),
        Numbers.of(encode.median()),
        Numbers.range(encode));
  }
}
