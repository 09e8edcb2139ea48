package io.ddh.benchmarks.kernel;

import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.SplittableRandom;

/** Random input and the comparison of a fast answer with a plain one. */
final class Answers {
  private Answers() {}

  /** Uniform values in [−bound, bound). */
  static float[] random(int n, double bound, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return out;
  }

  /** A copy of a buffer's first values. */
  static float[] copy(FloatBuffer buffer, int n) {
    float[] out = new float[n];
    buffer.get(0, out);
    return out;
  }

  /**
   * Compares values relative to the largest.
   *
   * @throws IllegalStateException naming the first that differs by more than the tolerance
   */
  static void check(String what, float[] fast, double[] plain, double tolerance) {
    if (fast.length != plain.length) {
      throw new IllegalStateException(
          what + ": " + fast.length + " values instead of " + plain.length);
    }
    double scale = 1e-30;
    for (double value : plain) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < plain.length; i++) {
      if (!(Math.abs(fast[i] - plain[i]) <= tolerance * scale)) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT, "%s[%d] is %s, by plain loops %s", what, i, fast[i], plain[i]));
      }
    }
  }
}
