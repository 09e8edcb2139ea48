package io.ddh.baselines;

import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Spectral hashing: PCA to min(K, d) axes, a uniform box over each axis's range, and the K
 * eigenfunctions of the box with the smallest non-zero eigenvalues, cut at 0. Draws nothing: the
 * seed has no effect.
 */
public final class ShMethod extends ShallowMethod {
  private static final Profile PROFILE =
      new Profile(
          "sh",
          new Citation("Y. Weiss, A. Torralba, R. Fergus", "Spectral hashing", "NIPS", 2008, ""),
          List.of(
              "The mean, the axes and the ranges are learned from all training rows, validation rows"
                  + " included.",
              "Axes shorter than 1e-5 of the longest carry rounding noise only and get no mode."),
          Map.of(),
          ShHasher::of);

  /** It has no settings. */
  public ShMethod() {
    super(PROFILE);
  }

  /** Axes shorter than this share of the longest are rounding noise of a rank-deficient matrix. */
  private static final double NOISE = 1e-5;

  @Override
  Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress) {
    Pca pca = Pca.fit(x, Math.min(bits, x.dimension()));
    AffineMap map = new AffineMap(pca.mean(), Dense.rounded(pca.axes()));
    float[] min = new float[map.outputs()];
    float[] max = new float[map.outputs()];
    Arrays.fill(min, Float.POSITIVE_INFINITY);
    Arrays.fill(max, Float.NEGATIVE_INFINITY);
    for (int from = 0; from < x.size(); from += Rows.BLOCK) {
      int to = Math.min(x.size(), from + Rows.BLOCK);
      float[][] out = map.apply(x, from, to);
      for (int a = 0; a < out.length; a++) {
        for (float v : out[a]) {
          min[a] = Math.min(min[a], v);
          max[a] = Math.max(max[a], v);
        }
      }
    }
    return ShHasher.of(map, min, SpectralModes.smallest(ranges(min, max), bits), max);
  }

  private static double[] ranges(float[] min, float[] max) {
    double[] ranges = new double[min.length];
    Arrays.setAll(ranges, a -> (double) max[a] - min[a]);
    double longest = Arrays.stream(ranges).max().orElse(0);
    return Arrays.stream(ranges).map(r -> r > NOISE * longest ? r : 0).toArray();
  }
}
