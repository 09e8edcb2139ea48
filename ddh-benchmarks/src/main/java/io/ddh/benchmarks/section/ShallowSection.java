package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Harness;
import io.ddh.benchmarks.harness.PageNumbers;
import io.ddh.benchmarks.harness.Reply;
import io.ddh.benchmarks.harness.Result;
import io.ddh.benchmarks.harness.Side;
import io.ddh.benchmarks.worker.FaceFile;
import io.ddh.core.HashMethod;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** LBP and every method on LBP features, at the paper's size. */
final class ShallowSection implements Section {
  private static final String FEATURES = "lbp";
  private static final String TRAIN = ".train";
  private static final String SKIPPED = ".skipped";
  private static final double LONG_SECONDS = 10;
  private static final int SHORT_ROUNDS = 3;

  @Override
  public String name() {
    return "shallow";
  }

  @Override
  public void measure(Harness harness) throws IOException {
    List<String> methods =
        Registry.load().methods().values().stream()
            .filter(method -> method.features().equals(FEATURES))
            .map(HashMethod::name)
            .toList();
    try (Side side = harness.java(FaceFile.video(harness).first(PAPER_EACH).arguments("shallow"))) {
      harness.rounds(
          name() + " lbp",
          () ->
              harness.fact(
                  "images", (int) harness.seconds(FEATURES, side, "lbp").number("images")));
      for (String method : methods) {
        if (harness.options().skip().contains(method)) {
          harness.fact(method + SKIPPED, true);
        } else {
          measure(harness, side, method);
        }
      }
    }
  }

  /** The first round counts, too, since a run trains only once; short trainings are repeated. */
  private void measure(Harness harness, Side side, String method) {
    double seconds = 0;
    for (int round = 0; round < SHORT_ROUNDS && seconds < LONG_SECONDS; round++) {
      harness.say(name() + ": " + method);
      Reply train = harness.seconds(method + TRAIN, side, "train " + method);
      Reply encode = harness.seconds(method + ".encode", side, "encode " + method);
      seconds = train.number("seconds");
      harness.fact("rows", (int) train.number("rows"));
      harness.fact(method + ".map", PageNumbers.of(encode.number("map")));
    }
  }

  @Override
  public Map<String, Object> further(Result result) {
    List<Map<String, Object>> methods = new ArrayList<>();
    for (String key : result.rounds().keySet()) {
      if (key.endsWith(TRAIN)) {
        String method = key.substring(0, key.length() - TRAIN.length());
        methods.add(
            Map.of(
                "method", method,
                "rounds", result.rounds().get(key).size(),
                "train", PageNumbers.of(result.median(key)),
                "encode", PageNumbers.of(result.median(method + ".encode")),
                "map", result.fact(method + ".map")));
      }
    }
    List<String> skipped =
        result.facts().keySet().stream()
            .filter(key -> key.endsWith(SKIPPED))
            .map(key -> "`" + key.substring(0, key.length() - SKIPPED.length()) + "`")
            .toList();
    return skipped.isEmpty()
        ? Map.of("methods", methods)
        : Map.of("methods", methods, "skipped", String.join(", ", skipped));
  }
}
