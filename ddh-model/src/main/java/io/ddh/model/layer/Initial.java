package io.ddh.model.layer;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Initial parameter values from a seed of their own. */
final class Initial {
  private Initial() {}

  /** Uniform in [−bound, bound). */
  static float[] uniform(int n, double bound, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return out;
  }

  static float[] constant(int n, float value) {
    float[] out = new float[n];
    Arrays.fill(out, value);
    return out;
  }
}
