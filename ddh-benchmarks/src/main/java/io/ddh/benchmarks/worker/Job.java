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
import io.ddh.data.split.SplitProtocols;
import io.ddh.eval.Evaluator;
import io.ddh.eval.Metrics;
import io.ddh.experiments.run.Platform;
import java.util.Map;

/**
 * The work of one cell of a run: trains on some images of a split and encodes all.
 *
 * @param labels person of each image
 * @param split the split of the images
 */
record Job(int[] labels, Split split) {
  static final int BITS = 48;

  /** The protocol of the paper: 40 training images and 5 queries per person. */
  static final String YOUTUBE_FACES = "youtube-faces";

  /** Splits the faces by the protocol's defaults. */
  static Job of(LabeledImages faces, String protocol) {
    Settings settings = Settings.of("worker", SplitProtocols.defaults(protocol), Map.of());
    return new Job(faces.labels(), SplitProtocols.of(protocol, settings).split(faces, 1));
  }

  /** The training set of the split. */
  TrainingSet data(Inputs inputs) {
    return TrainingSet.of(inputs, labels, split);
  }

  /**
   * Encodes all images and returns the number of codes, seconds, and the peak memory so far. MAP is
   * a check that the work was done; it is counted neither in the seconds nor in the peak.
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
