package io.ddh.baselines;

import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Locality-sensitive hashing by random hyperplanes: bit = (x − mean)·w &gt; 0, w ~ N(0, 1). Learns
 * nothing but the mean.
 */
public final class LshMethod implements HashMethod {
  private static final String NAME = "lsh";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Citation citation() {
    return new Citation(
        "A. Andoni, P. Indyk",
        "Near-optimal hashing algorithms for approximate nearest neighbor in high dimensions",
        "FOCS",
        2006,
        "10.1109/FOCS.2006.49");
  }

  @Override
  public String features() {
    return "lbp";
  }

  @Override
  public List<String> deviations() {
    return List.of(
        "The hash family is sign of random projection (Charikar, STOC 2002), as in the comparisons"
            + " of the hashing literature, not the paper's lattice.",
        "Features are centred on the mean of all training rows, validation rows included.");
  }

  @Override
  public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    checkBits(bits);
    Features x = Rows.training(data);
    Random random = new Random(seed);
    float[] weights = new float[Math.multiplyExact(bits, x.dimension())];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    return hasher(x, weights);
  }

  /**
   * The hasher with given projections.
   *
   * @param weights K×d
   */
  static LinearHasher hasher(Features x, float[] weights) {
    return new LinearHasher(NAME, new AffineMap(Rows.mean(x), weights), Map.of());
  }

  @Override
  public Hasher restore(TensorFile state, String where) {
    return LinearHasher.of(state, where, NAME);
  }
}
