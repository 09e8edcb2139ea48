package io.ddh.benchmarks.worker;

import io.ddh.data.LabeledImages;
import io.ddh.data.Settings;
import io.ddh.data.Split;
import io.ddh.experiments.registry.Protocols;
import io.ddh.experiments.registry.Registry;
import java.util.Map;

/** The paper's protocol: 40 training images and 5 queries a person. */
final class YoutubeFaces {
  private static final String NAME = "youtube-faces";

  private YoutubeFaces() {}

  static Split split(LabeledImages faces) {
    Protocols protocols = Registry.load().protocols();
    Settings settings = Settings.of("worker", protocols.defaults(NAME), Map.of());
    return protocols.make(NAME, settings).split(faces, 1);
  }
}
