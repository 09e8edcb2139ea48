package io.ddh.benchmarks.worker;

import io.ddh.core.LabeledImages;
import io.ddh.core.Settings;
import io.ddh.core.Split;
import io.ddh.experiments.registry.Protocols;
import io.ddh.experiments.registry.Registry;
import java.util.Map;

/** Splits by the protocols' defaults. */
final class Splits {
  /** The paper's: 40 training images and 5 queries a person. */
  static final String YOUTUBE_FACES = "youtube-faces";

  private Splits() {}

  static Split draw(String protocol, LabeledImages faces) {
    Protocols protocols = Registry.load().protocols();
    Settings settings = Settings.of("worker", protocols.defaults(protocol), Map.of());
    return protocols.make(protocol, settings).split(faces, 1);
  }
}
