package io.ddh.benchmarks.worker;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.LabeledCodes;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import io.ddh.eval.Evaluator;
import io.ddh.eval.Metrics;
import io.ddh.experiments.run.Platform;
import io.ddh.experiments.registry.Protocols;
import io.ddh.experiments.registry.Registry;
import java.util.Map;

/**
 * What a cell of a run does with the images of a split: some train, all are encoded.
 *
 * @param labels person of each image
 * @param split of the images
 */
record Job(int[] labels, Split split) {
  static final int BITS = 48;

  /** The protocol of the paper: 40 training images and 5 queries per person. */
  static final String YOUTUBE_FACES = "youtube-faces";

  /** The faces with a split by the protocol's defaults. */
  static Job of(LabeledImages faces, String protocol) {
    Protocols protocols = Registry.load().protocols();
    Settings settings = Settings.of("worker", protocols.defaults(protocol), Map.of());
    return new Job(faces.labels(), protocols.make(protocol, settings).split(faces, 1));
  }

  /** What a method may learn from. */
  TrainingSet data(Inputs inputs) {
    return TrainingSet.of(inputs, labels, split);
  }

  /**
   * Encodes everything: codes, seconds, peak memory of the process so far. MAP of the queries
   * against the gallery shows that the work was done; it is neither timed nor in the peak.
   */
  Map<String, ?> encode(Hasher hasher, Inputs inputs) {
    long start = System.nanoTime();
    BinaryCodes codes = hasher.encode(inputs);
    double seconds = Worker.since(start);
    long peak = Platform.peakMemoryMb();
    LabeledCodes queries = LabeledCodes.select(codes, labels, split.query());
    LabeledCodes gallery = LabeledCodes.select(codes, labels, split.gallery());
    double map =
        Evaluator.evaluate(queries, gallery, new int[0], Progress.NONE).metrics().get(Metrics.MAP);
    return Map.of("codes", codes.size(), "seconds", seconds, "peakMb", peak, "map", map);
  }
}
