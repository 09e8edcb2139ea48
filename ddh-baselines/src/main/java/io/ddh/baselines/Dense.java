package io.ddh.baselines;

/**
 * Float kernels over a block of rows that lies transposed, one array a column, so that the inner
 * loops run over the rows and become vector instructions at any number of outputs. Each row's
 * result is the same bit for bit whatever the other rows of the block are, which a native matrix
 * product does not promise.
 */
final class Dense {
  private Dense() {}

  /** The values in single precision. */
  static float[] rounded(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }

  /**
   * Copies rows [from, to) of an n×d matrix, transposed, minus an offset.
   *
   * @param offset d values
   * @return d×(to − from)
   */
  static float[][] transpose(float[] values, int d, int from, int to, float[] offset) {
    float[][] out = new float[d][to - from];
    for (int r = 0; r < to - from; r++) {
      int at = (from + r) * d;
      for (int j = 0; j < d; j++) {
        out[j][r] = values[at + j] - offset[j];
      }
    }
    return out;
  }

  /** weights · x, outputs×rows; see {@link #addProduct}. */
  static float[][] product(float[][] x, float[] weights) {
    float[][] out = new float[weights.length / x.length][x[0].length];
    addProduct(x, weights, out);
    return out;
  }

  /**
   * Adds weights · x to out: to out[k][r] the sum over j of weights[k·d + j]·x[j][r].
   *
   * @param x d×rows, transposed block
   * @param weights outputs×d
   * @param out outputs×rows; rows of it beyond the weights are left alone
   */
  static void addProduct(float[][] x, float[] weights, float[][] out) {
    int d = x.length;
    for (int k = 0; k < weights.length / d; k++) {
      int at = k * d;
      int j = 0;
      for (; j + 3 < d; j += 4) {
        addFour(x, j, weights, at + j, out[k]);
      }
      for (; j < d; j++) {
        addOne(x[j], weights[at + j], out[k]);
      }
    }
  }

  // Five arrays of one index: with one array at five offsets the compiler makes no vector loop,
  // which is four times slower; so are eight columns at a time.
  private static void addFour(float[][] x, int j, float[] w, int at, float[] out) {
    float[] x0 = x[j];
    float[] x1 = x[j + 1];
    float[] x2 = x[j + 2];
    float[] x3 = x[j + 3];
    float w0 = w[at];
    float w1 = w[at + 1];
    float w2 = w[at + 2];
    float w3 = w[at + 3];
    for (int r = 0; r < out.length; r++) {
      out[r] += (w0 * x0[r] + w1 * x1[r]) + (w2 * x2[r] + w3 * x3[r]);
    }
  }

  private static void addOne(float[] x, float w, float[] out) {
    for (int r = 0; r < out.length; r++) {
      out[r] += w * x[r];
    }
  }

  /**
   * The Gaussian kernel between rows and anchors: out[a][r] = exp(rate·‖x_r − anchor_a‖²).
   *
   * @param x d×rows, transposed block
   * @param norms ‖x_r‖² of each row
   * @param anchors A×d
   * @param rate ≤ 0
   * @param out at least A×rows, all 0; rows of it beyond the anchors are left alone
   */
  static void rbf(float[][] x, float[] norms, float[] anchors, double rate, float[][] out) {
    int d = x.length;
    addProduct(x, anchors, out);
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
