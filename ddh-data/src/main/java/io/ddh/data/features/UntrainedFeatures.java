package io.ddh.data.features;

import io.ddh.core.FeatureExtractor;
import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.Images;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Base class for features that are computed from each image alone. Such features have one output
 * and need neither training nor state.
 */
abstract class UntrainedFeatures implements FeatureMethod {
  private static final int BLOCK = 256;

  private final String output;

  UntrainedFeatures(String output) {
    this.output = output;
  }

  @Override
  public final List<String> outputs() {
    return List.of(output);
  }

  @Override
  public final FeatureExtractor train(TrainingSet data, long seed, Progress progress) {
    return extractor();
  }

  @Override
  public final FeatureExtractor restore(TensorFile state, String where) {
    return extractor();
  }

  private FeatureExtractor extractor() {
    return FeatureExtractor.untrained(
        output, (images, report) -> Map.of(output, extract(images, report)));
  }

  /** Computes the features of all images in parallel. */
  final Features extract(Images images, Progress progress) {
    int n = images.size();
    int length = dimension(output, images.shape());
    float[] out = new float[Math.multiplyExact(n, length)];
    AtomicInteger done = new AtomicInteger();
    Parallel.blocks(
        n,
        BLOCK,
        (from, to) -> {
          write(images, from, to, out);
          progress.report(output + " features", done.addAndGet(to - from), n);
        });
    return new Features(length, out);
  }

  /**
   * Writes the feature vectors of the images [from, to) into {@code out}, which has room for the
   * vectors of all images.
   */
  abstract void write(Images images, int from, int to, float[] out);
}
