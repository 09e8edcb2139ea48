package io.ddh.model.kernel;

/**
 * Batch norm over n rows of d values, where the channel of a value is its position modulo c. This
 * batch norm is for the dense, local and hash layers, which are too small to benefit from several
 * threads.
 */
public final class RowNorm {
  private static final int FOLD = 16;

  private RowNorm() {}

  /**
   * Computes the statistics of v (n×d) over the batch and sets them in the norm.
   *
   * @param v the values, row-major
   * @param n number of rows
   * @param d number of values per row
   * @param norm statistics, factors and gradients of the batch norm
   * @param around running mean, one per channel, which is subtracted before summing to avoid
   *     cancellation
   */
  public static void statistics(float[] v, int n, int d, BatchNorm norm, float[] around) {
    int c = norm.channels();
    double[] sum = new double[c];
    double[] squares = new double[c];
    float[] tiled = BatchNorm.tile(around, d);
    float[] a = new float[d];
    float[] b = new float[d];
    for (int i = 0; i < n; i++) {
      addCentred(v, i * d, tiled, a, b);
      if (i % FOLD == FOLD - 1 || i == n - 1) {
        PoolLoops.fold(a, b, sum, squares);
      }
    }
    norm.batchStatistics(around, sum, squares, (double) n * d / c);
  }

  /**
   * Normalises the values in place: v ← v·scale + shift.
   *
   * @param v the values, row-major
   * @param n number of rows
   * @param d number of values per row
   * @param norm statistics, factors and gradients of the batch norm
   */
  public static void apply(float[] v, int n, int d, BatchNorm norm) {
    float[] scale = BatchNorm.tile(norm.scale(), d);
    float[] shift = BatchNorm.tile(norm.shift(), d);
    for (int i = 0; i < n; i++) {
      affine(v, i * d, scale, shift);
    }
  }

  /**
   * Converts the gradient of the normalised output to the gradient of the input, in place, and sets
   * the norm's own gradients.
   *
   * @param g gradient of the normalised output, n×d; overwritten by the gradient of the input
   * @param v the input of the norm, n×d
   * @param n number of rows
   * @param d number of values per row
   * @param norm statistics, factors and gradients of the batch norm
   * @param gamma scale γ, one per channel
   */
  public static void backward(float[] g, float[] v, int n, int d, BatchNorm norm, float[] gamma) {
    int c = norm.channels();
    double[] sum = new double[c];
    double[] products = new double[c];
    float[] a = new float[d];
    float[] b = new float[d];
    for (int i = 0; i < n; i++) {
      addProducts(g, v, i * d, a, b);
      if (i % FOLD == FOLD - 1 || i == n - 1) {
        PoolLoops.fold(a, b, sum, products);
      }
    }
    norm.prepareBackward(gamma, sum, products, (double) n * d / c);
    float[] scale = BatchNorm.tile(norm.scale(), d);
    float[] slope = BatchNorm.tile(norm.slope(), d);
    float[] offset = BatchNorm.tile(norm.offset(), d);
    for (int i = 0; i < n; i++) {
      combine(g, v, i * d, scale, slope, offset);
    }
  }

  private static void addCentred(float[] v, int at, float[] around, float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      float x = v[at + i] - around[i];
      a[i] += x;
      b[i] += x * x;
    }
  }

  private static void addProducts(float[] g, float[] v, int at, float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += g[at + i];
      b[i] += g[at + i] * v[at + i];
    }
  }

  private static void affine(float[] v, int at, float[] scale, float[] shift) {
    for (int i = 0; i < scale.length; i++) {
      v[at + i] = v[at + i] * scale[i] + shift[i];
    }
  }

  private static void combine(
      float[] g, float[] v, int at, float[] scale, float[] slope, float[] offset) {
    for (int i = 0; i < scale.length; i++) {
      g[at + i] = g[at + i] * scale[i] + v[at + i] * slope[i] + offset[i];
    }
  }
}
