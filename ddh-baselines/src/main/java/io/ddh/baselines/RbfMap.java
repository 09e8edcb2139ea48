package io.ddh.baselines;

import io.ddh.core.Features;
import java.util.Arrays;

/**
 * The RBF kernel map Φ(x) = (exp(−‖u − a_1‖²/2σ²), …, exp(−‖u − a_A‖²/2σ²), 1), where u = x/‖x‖ and
 * the anchors a_i have norm 1. For x = 0, u is 0.
 *
 * @param dimension number d of values in a feature vector
 * @param sigma the kernel's width σ &gt; 0
 * @param anchors the anchors, A×d, each with norm 1, or 0 if all its values are 0
 */
record RbfMap(int dimension, float sigma, float[] anchors) {

  /** Creates a map whose anchors are the given rows, scaled to norm 1. */
  static RbfMap of(Features x, int[] rows, double sigma) {
    int d = x.dimension();
    float[] anchors = new float[Math.multiplyExact(rows.length, d)];
    for (int a = 0; a < rows.length; a++) {
      double scale = scale(x.values(), rows[a] * d, d);
      for (int j = 0; j < d; j++) {
        anchors[a * d + j] = (float) (scale * x.values()[rows[a] * d + j]);
      }
    }
    return new RbfMap(d, (float) sigma, anchors);
  }

  /** Returns the number of outputs, A + 1. */
  int outputs() {
    return anchors.length / dimension + 1;
  }

  /**
   * Maps rows [from, to).
   *
   * @return the values of the map, outputs×(to − from)
   */
  float[][] apply(Features x, int from, int to) {
    int d = dimension;
    int rows = to - from;
    float[][] unit = Dense.transpose(x.values(), d, from, to, new float[d]);
    float[] norms = new float[rows];
    for (int r = 0; r < rows; r++) {
      double scale = scale(x.values(), (from + r) * d, d);
      double norm = 0;
      for (int j = 0; j < d; j++) {
        float u = (float) (scale * unit[j][r]);
        unit[j][r] = u;
        norm += (double) u * u;
      }
      norms[r] = (float) norm;
    }
    float[][] out = new float[outputs()][rows];
    Dense.rbf(unit, norms, anchors, -0.5 / ((double) sigma * sigma), out);
    Arrays.fill(out[outputs() - 1], 1);
    return out;
  }

  private static double scale(float[] values, int at, int d) {
    double norm = Dense.squaredNorm(values, at, d);
    return norm > 0 ? 1 / Math.sqrt(norm) : 0;
  }
}
