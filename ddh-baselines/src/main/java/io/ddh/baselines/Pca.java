package io.ddh.baselines;

import static smile.math.blas.Transpose.NO_TRANSPOSE;
import static smile.math.blas.Transpose.TRANSPOSE;

import io.ddh.core.Check;
import io.ddh.core.Features;
import java.util.Arrays;
import smile.math.matrix.Matrix;

/**
 * Principal component analysis from the eigenvectors of the d×d covariance matrix. The sign of each
 * axis, which the decomposition does not determine, is chosen so that its largest component is
 * positive.
 *
 * @param mean mean of the rows, d values
 * @param axes the axes as k×d, one unit vector per row, in descending order of variance
 * @param variances variance along each axis, k values, as the sum of squares divided by n
 */
record Pca(float[] mean, double[] axes, double[] variances) {
  private static final int BLOCK = 2048;

  /** Computes the first k axes of the rows; 1 ≤ k ≤ d. */
  static Pca fit(Features x, int k) {
    int d = x.dimension();
    Check.inRange("axes", k, 1, d);
    float[] mean = Rows.mean(x);
    double[] covariance = covariance(x, mean);
    Matrix.EVD eigen = MatrixProducts.symmetric(covariance, d).eigen(false, true, true);
    double[] axes = new double[k * d];
    double[] variances = new double[k];
    for (int a = 0; a < k; a++) {
      int column = d - 1 - a; // symmetric eigenvalues come in ascending order
      variances[a] = Math.max(0, eigen.wr[column]);
      int largest = 0;
      for (int j = 1; j < d; j++) {
        if (Math.abs(eigen.Vr.get(j, column)) > Math.abs(eigen.Vr.get(largest, column))) {
          largest = j;
        }
      }
      double sign = eigen.Vr.get(largest, column) < 0 ? -1 : 1;
      for (int j = 0; j < d; j++) {
        axes[a * d + j] = sign * eigen.Vr.get(j, column);
      }
    }
    return new Pca(mean, axes, variances);
  }

  private static double[] covariance(Features x, float[] mean) {
    int d = x.dimension();
    double[] sum = new double[d * d];
    for (int from = 0; from < x.size(); from += BLOCK) {
      int to = Math.min(x.size(), from + BLOCK);
      MatrixProducts.addGram(TRANSPOSE, d, to - from, centred(x, mean, from, to), sum);
    }
    Arrays.setAll(sum, i -> sum[i] / x.size());
    MatrixProducts.mirror(sum, d);
    return sum;
  }

  private static double[] centred(Features x, float[] mean, int from, int to) {
    int d = x.dimension();
    double[] out = new double[(to - from) * d];
    for (int i = 0; i < out.length; i++) {
      out[i] = (double) x.values()[from * d + i] - mean[i % d];
    }
    return out;
  }

  /** Returns the rows in the coordinates of the axes, in blocks of rows × k values. */
  double[][] project(Features x) {
    int d = mean.length;
    int k = variances.length;
    double[][] blocks = new double[(x.size() + BLOCK - 1) / BLOCK][];
    for (int b = 0; b < blocks.length; b++) {
      int from = b * BLOCK;
      int to = Math.min(x.size(), from + BLOCK);
      double[] rows = centred(x, mean, from, to);
      blocks[b] = MatrixProducts.product(NO_TRANSPOSE, TRANSPOSE, to - from, k, d, rows, axes);
    }
    return blocks;
  }
}
