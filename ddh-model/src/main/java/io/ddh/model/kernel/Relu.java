package io.ddh.model.kernel;

/** ReLU and other element-wise loops over n rows of values. */
public final class Relu {
  private Relu() {}

  /**
   * Applies the ReLU, v ← max(0, v), to the first {@code length} values.
   *
   * @param v values, overwritten
   * @param length number of values
   */
  public static void apply(float[] v, int length) {
    for (int i = 0; i < length; i++) {
      v[i] = Math.max(0f, v[i]);
    }
  }

  /**
   * Computes the ReLU's backward pass, which sets the gradient to 0 wherever the output was not
   * positive.
   *
   * @param g gradient of the output; overwritten by the gradient of the input
   * @param output output of the ReLU
   * @param length number of values
   */
  public static void backward(float[] g, float[] output, int length) {
    for (int i = 0; i < length; i++) {
      g[i] = g[i] * Math.min(1f, output[i] * 1e38f);
    }
  }

  /**
   * Adds a row to each of n rows.
   *
   * @param v n rows of values, overwritten
   * @param n number of rows
   * @param row the row that is added to each row of v
   */
  public static void addRow(float[] v, int n, float[] row) {
    for (int i = 0; i < n; i++) {
      int at = i * row.length;
      for (int j = 0; j < row.length; j++) {
        v[at + j] += row[j];
      }
    }
  }

  /**
   * Computes the sum of each column over n rows.
   *
   * @param v the values, row-major
   * @param n number of rows
   * @param d number of values per row
   * @return the d sums
   */
  public static float[] columnSums(float[] v, int n, int d) {
    double[] sums = new double[d];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        sums[j] += v[i * d + j];
      }
    }
    return floats(sums);
  }

  /**
   * {@return the values in single precision}
   *
   * @param values values in double precision
   */
  public static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }
}
