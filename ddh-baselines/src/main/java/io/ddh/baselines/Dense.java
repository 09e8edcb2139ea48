package io.ddh.baselines;

import java.util.Arrays;

/**
 * Float kernels over a block of rows that lies transposed (value j of row r at j·rows + r), so that
 * the inner loops run over the rows and become vector instructions at any number of outputs. Each
 * row's result is the same bit for bit whatever the other rows of the block are, which a native
 * matrix product does not promise.
 */
final class Dense {
  private Dense() {}

  /**
   * Copies rows [from, to) of an n×d matrix, transposed, minus an offset.
   *
   * @param offset d values
   */
  static float[] transpose(float[] values, int d, int from, int to, float[] offset) {
    int rows = to - from;
    float[] out = new float[d * rows];
    for (int r = 0; r < rows; r++) {
      int at = (from + r) * d;
      for (int j = 0; j < d; j++) {
        out[j * rows + r] = values[at + j] - offset[j];
      }
    }
    return out;
  }

  /**
   * out = weights · x: for each output k and row r the sum over j of weights[k·d + j]·x[j·rows +
   * r].
   *
   * @param x d×rows, transposed block
   * @param weights outputs×d
   * @param out outputs×rows
   */
  static void product(float[] x, int d, int rows, float[] weights, int outputs, float[] out) {
    Arrays.fill(out, 0, outputs * rows, 0);
    for (int k = 0; k < outputs; k++) {
      int j = 0;
      for (; j + 3 < d; j += 4) {
        addFour(x, j * rows, rows, weights, k * d + j, out, k * rows);
      }
      for (; j < d; j++) {
        addOne(x, j * rows, rows, weights[k * d + j], out, k * rows);
      }
    }
  }

  private static void addFour(float[] x, int at, int rows, float[] w, int wAt, float[] out, int o) {
    float w0 = w[wAt];
    float w1 = w[wAt + 1];
    float w2 = w[wAt + 2];
    float w3 = w[wAt + 3];
    int b = at + rows;
    int c = b + rows;
    int e = c + rows;
    for (int r = 0; r < rows; r++) {
      out[o + r] += (w0 * x[at + r] + w1 * x[b + r]) + (w2 * x[c + r] + w3 * x[e + r]);
    }
  }

  private static void addOne(float[] x, int at, int rows, float w, float[] out, int o) {
    for (int r = 0; r < rows; r++) {
      out[o + r] += w * x[at + r];
    }
  }
}
