package io.ddh.model.kernel;

/**
 * Element-wise loops over arrays of equal length. Each loop is small and has a single index,
 * because the Java 17 compiler does not vectorise loops with longer bodies or offsets.
 */
final class PoolLoops {
  private static final float HUGE = 1e38f; // times any relevant difference, it is at least 1

  private PoolLoops() {}

  /** Computes a += v − around, b += (v − around)². */
  static void addCentred(float[] v, float[] around, float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      float d = v[i] - around[i];
      a[i] += d;
      b[i] += d * d;
    }
  }

  /** Computes the largest of the four corners of each window of a map. */
  static void max(float[][] corner, float[] out) {
    max(corner[0], corner[1], corner[2], corner[3], out);
  }

  /** Computes the element-wise maximum of four vectors. */
  static void max(float[] c0, float[] c1, float[] c2, float[] c3, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(Math.max(c0[i], c1[i]), Math.max(c2[i], c3[i]));
    }
  }

  /** Computes v ← max(0, scale·v + shift). */
  static void normalise(float[] v, float[] scale, float[] shift) {
    for (int i = 0; i < v.length; i++) {
      v[i] = Math.max(0f, scale[i] * v[i] + shift[i]);
    }
  }

  /** Sets the gradient g to 0 wherever the normalised pooled value is not positive. */
  static void mask(float[] g, float[] peak, float[] scale, float[] shift) {
    for (int i = 0; i < g.length; i++) {
      g[i] *= Math.min(1f, Math.max(0f, scale[i] * peak[i] + shift[i]) * HUGE);
    }
  }

  /** Computes a += g, b += g·peak. */
  static void addProducts(float[] g, float[] peak, float[] a, float[] b) {
    for (int i = 0; i < g.length; i++) {
      a[i] += g[i];
      b[i] += g[i] * peak[i];
    }
  }

  /** Computes g ← scale·g. */
  static void scale(float[] g, float[] scale) {
    for (int i = 0; i < g.length; i++) {
      g[i] *= scale[i];
    }
  }

  /**
   * Replaces a corner's values by their gradient. A corner that equals the pooled value takes the
   * window's gradient g and leaves 0 for the corners after it.
   */
  static void take(float[] v, float[] peak, float[] g, float[] slope, float[] offset) {
    for (int i = 0; i < v.length; i++) {
      float left = g[i] * Math.min(1f, (peak[i] - v[i]) * HUGE);
      v[i] = v[i] * slope[i] + offset[i] + (g[i] - left);
      g[i] = left;
    }
  }

  /**
   * Replaces the last corner's values by their gradient; it takes the gradient that the other
   * corners left.
   */
  static void takeRest(float[] v, float[] g, float[] slope, float[] offset) {
    for (int i = 0; i < v.length; i++) {
      v[i] = v[i] * slope[i] + offset[i] + g[i];
    }
  }

  /** Computes v ← v·slope + offset. */
  static void line(float[] v, float[] slope, float[] offset) {
    for (int i = 0; i < v.length; i++) {
      v[i] = v[i] * slope[i] + offset[i];
    }
  }

  /** Adds a and b to sums per channel, and sets a and b to 0. */
  static void fold(float[] a, float[] b, double[] sum, double[] sum2) {
    int co = sum.length;
    for (int i = 0; i < a.length; i += co) {
      for (int c = 0; c < co; c++) {
        sum[c] += a[i + c];
        sum2[c] += b[i + c];
        a[i + c] = 0;
        b[i + c] = 0;
      }
    }
  }
}
