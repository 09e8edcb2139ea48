package io.ddh.model.kernel;

/**
 * Element-wise loops over arrays of equal length, each small and with one index: the Java 17
 * compiler turns those into vector code, and longer bodies or offsets into scalar code.
 */
final class PoolLoops {
  private static final float HUGE = 1e38f; // times any difference that matters: at least 1

  private PoolLoops() {}

  /** a += v − around, b += (v − around)². */
  static void addCentred(float[] v, float[] around, float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      float d = v[i] - around[i];
      a[i] += d;
      b[i] += d * d;
    }
  }

  /** Largest of the four corners of a map. */
  static void max(float[][] corner, float[] out) {
    max(corner[0], corner[1], corner[2], corner[3], out);
  }

  /** Largest of four vectors. */
  static void max(float[] c0, float[] c1, float[] c2, float[] c3, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(Math.max(c0[i], c1[i]), Math.max(c2[i], c3[i]));
    }
  }

  /** v ← max(0, scale·v + shift). */
  static void normalise(float[] v, float[] scale, float[] shift) {
    for (int i = 0; i < v.length; i++) {
      v[i] = Math.max(0f, scale[i] * v[i] + shift[i]);
    }
  }

  /** g ← g where the normalised peak is positive, else 0. */
  static void mask(float[] g, float[] peak, float[] scale, float[] shift) {
    for (int i = 0; i < g.length; i++) {
      g[i] *= Math.min(1f, Math.max(0f, scale[i] * peak[i] + shift[i]) * HUGE);
    }
  }

  /** a += g, b += g·peak. */
  static void addProducts(float[] g, float[] peak, float[] a, float[] b) {
    for (int i = 0; i < g.length; i++) {
      a[i] += g[i];
      b[i] += g[i] * peak[i];
    }
  }

  /** g ← scale·g. */
  static void scale(float[] g, float[] scale) {
    for (int i = 0; i < g.length; i++) {
      g[i] *= scale[i];
    }
  }

  /**
   * Turns a corner's values into their gradient. A corner that equals the peak takes the window's
   * gradient g and leaves 0 for the corners after it.
   */
  static void take(float[] v, float[] peak, float[] g, float[] slope, float[] offset) {
    for (int i = 0; i < v.length; i++) {
      float left = g[i] * Math.min(1f, (peak[i] - v[i]) * HUGE);
      v[i] = v[i] * slope[i] + offset[i] + (g[i] - left);
      g[i] = left;
    }
  }

  /** The last corner takes what the others left. */
  static void takeRest(float[] v, float[] g, float[] slope, float[] offset) {
    for (int i = 0; i < v.length; i++) {
      v[i] = v[i] * slope[i] + offset[i] + g[i];
    }
  }

  /** v ← v·slope + offset. */
  static void line(float[] v, float[] slope, float[] offset) {
    for (int i = 0; i < v.length; i++) {
      v[i] = v[i] * slope[i] + offset[i];
    }
  }

  /** Adds a and b into sums of channels, and clears them. */
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
