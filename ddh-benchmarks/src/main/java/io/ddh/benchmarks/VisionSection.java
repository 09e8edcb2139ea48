package io.ddh.benchmarks;

import io.ddh.core.Parallel;
import io.ddh.core.Shown;
import io.ddh.vision.model.ModelList;
import io.ddh.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Measures how fast and how accurately faces in photos are found and embedded. */
final class VisionSection {
  private VisionSection() {}

  static void measure(Harness harness) throws IOException {
    Path faces = Path.of(System.getenv().getOrDefault("DDH_DATA", ""), "lfw10").toAbsolutePath();
    ModelStore models = ModelStore.of(System.getenv());
    if (!Files.isDirectory(faces) || !ModelList.DEFAULTS.stream().allMatch(models::has)) {
      harness.say(
          "vision: not measured, since there is no folder "
              + faces
              + " or no network in "
              + models.folder()
              + "; to download the networks, run 'ddh models get'");
      return;
    }
    harness.fact("threads", Parallel.threads());
    try (Side side = harness.java(VisionWorker.class, faces, models.folder().toAbsolutePath())) {
      Reply accuracy = side.request("accuracy");
      for (String name : new String[] {"found", "right"}) {
        harness.fact(name, Shown.format("%.4f", accuracy.number(name)));
      }
      harness.facts(accuracy, "photos");
      harness.rounds(
          "vision",
          () -> {
            harness.facts(harness.rate("pipeline", side, "pipeline", "images"), "images");
            harness.rate("networks", side, "networks", "images");
            harness.facts(harness.seconds("large", side, "large"), "pasted", "faces");
          });
    }
  }

  /** Returns the rate of the whole pipeline as a share of the networks' rate. */
  static Map<String, Object> share(Result result) {
    double share = result.median("pipeline") / result.median("networks");
    return result.publishable()
        ? Map.of("share", PageNumbers.percent(share))
        : Map.of("share", "busy");
  }
}
