package io.ddh.baselines;

import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.TrainingSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Locality-sensitive hashing with random hyperplanes. A bit is 1 if (x − mean)·w &gt; 0, where w ~
 * N(0, 1). Only the mean is learned from the data.
 */
public final class LshMethod extends ShallowMethod {
  private static final Profile PROFILE =
      new Profile(
          "lsh",
          new Citation(
              "A. Andoni, P. Indyk",
              "Near-optimal hashing algorithms for approximate nearest neighbor in high dimensions",
              "FOCS",
              2006,
              "10.1109/FOCS.2006.49"),
          List.of(
              "The hash family is the sign of random projections (Charikar, STOC 2002), as is usual"
                  + " in comparisons of hashing methods, not the paper's lattice.",
              "Features are centred on the mean of all training rows, validation rows included."),
          Map.of(),
          settings -> new LshMethod());

  /** Creates the method, which has no settings. */
  public LshMethod() {
    super(PROFILE, PROFILE.settings());
  }

  @Override
  Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress) {
    Random random = new Random(seed);
    float[] weights = new float[Math.multiplyExact(bits, x.dimension())];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    return hasher(new AffineMap(Rows.mean(x), weights), Map.of());
  }
}
