package io.ddh.baselines;

/** The Gaussian kernel between a transposed block of rows and anchors. */
final class Rbf {
  private Rbf() {}

  /**
   * out[a][r] = exp(rate·‖x_r − anchor_a‖²).
   *
   * @param x d×rows, transposed block
   * @param norms ‖x_r‖² of each row
   * @param anchors A×d
   * @param rate ≤ 0
   * @param out at least A×rows, all 0; rows of it beyond the anchors are left alone
   */
  static void apply(float[][] x, float[] norms, float[] anchors, double rate, float[][] out) {
    int d = x.length;
    Dense.addProduct(x, anchors, out);
    for (int a = 0; a < anchors.length / d; a++) {
      float anchorNorm = (float) squaredNorm(anchors, a * d, d);
      float[] row = out[a];
      for (int r = 0; r < norms.length; r++) {
        row[r] = (float) Math.exp(rate * Math.max(0, norms[r] + anchorNorm - 2 * row[r]));
      }
    }
  }

  /** ‖·‖² of the d values from at, summed in double. */
  static double squaredNorm(float[] values, int at, int d) {
    double norm = 0;
    for (int j = at; j < at + d; j++) {
      norm += (double) values[j] * values[j];
    }
    return norm;
  }
}
