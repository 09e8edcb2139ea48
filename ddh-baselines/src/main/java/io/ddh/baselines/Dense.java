package io.ddh.baselines;

/**
 * Products and kernels in single precision for a block of rows that is stored transposed, with one
 * array per column. With this layout, the inner loops run over the rows, and Java vectorises these
 * loops for any number of outputs. A row's result is bit for bit the same whatever other rows the
 * block has; a native matrix product does not guarantee this.
 */
final class Dense {
  private Dense() {}

  /** Returns the values rounded to single precision. */
  static float[] rounded(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }

  /**
   * Subtracts an offset from rows [from, to) of an n×d matrix and returns the result transposed.
   *
   * @param offset vector that is subtracted from each row, d values
   * @return the transposed block, d×(to − from)
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

  /** Returns weights · x, outputs×rows; see {@link #addProduct}. */
  static float[][] product(float[][] x, float[] weights) {
    float[][] out = new float[weights.length / x.length][x[0].length];
    addProduct(x, weights, out);
    return out;
  }

  /**
   * Adds the matrix product weights · x to out: out[k][r] is increased by the sum over j of
   * weights[k·d + j]·x[j][r].
   *
   * @param x transposed block of rows, d×rows
   * @param weights the matrix to multiply with, outputs×d
   * @param out receives the sums, outputs×rows; if the array has more rows than {@code weights},
   *     the further rows are not changed
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

  // The loop has five arrays with one index, because with one array and five offsets Java does not
  // vectorise it, which makes it four times slower. Eight columns at a time are as slow.
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
   * Computes the Gaussian kernel between rows and anchors: out[a][r] = exp(rate·‖x_r − anchor_a‖²).
   *
   * @param x transposed block of rows, d×rows
   * @param norms squared norm ‖x_r‖² of each row
   * @param anchors the anchors, A×d
   * @param rate factor of the squared distance in the exponent, ≤ 0
   * @param out receives the kernel, at least A×rows, initially 0; further rows are not changed
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

  /**
   * Returns the squared norm of the d values from index {@code at} on, summed in double precision.
   */
  static double squaredNorm(float[] values, int at, int d) {
    double norm = 0;
    for (int j = at; j < at + d; j++) {
      norm += (double) values[j] * values[j];
    }
    return norm;
  }
}
