package io.ddh.baselines;

import static smile.math.blas.Transpose.NO_TRANSPOSE;
import static smile.math.blas.Transpose.TRANSPOSE;

import io.ddh.core.Progress;
import java.util.Arrays;
import java.util.Random;
import smile.math.matrix.Matrix;

/**
 * The rotation of iterative quantisation (Gong and Lazebnik, CVPR 2011, §2.2). The rotation is
 * found by alternating between setting B = sgn(VR) and solving the orthogonal Procrustes problem
 * for R.
 *
 * @param rotation the orthogonal matrix R, k×k, row-major
 * @param errors the error ‖B − VR‖² at the start and after each alternation; it never rises
 */
record ItqRotation(double[] rotation, double[] errors) {
  /**
   * Learns the rotation from a given start.
   *
   * @param blocks the data V, in blocks of rows × k values
   * @param start initial rotation, an orthogonal k×k matrix
   */
  static ItqRotation learn(
      double[][] blocks, int k, int iterations, double[] start, Progress progress) {
    double[] r = start;
    double[] errors = new double[iterations + 1];
    for (int t = 0; t <= iterations; t++) {
      double[] correlation = new double[k * k];
      for (double[] v : blocks) {
        errors[t] += quantise(v, k, r, correlation);
      }
      if (t < iterations) {
        r = procrustes(correlation, k);
      }
      progress.report("itq", t, iterations);
    }
    return new ItqRotation(r, errors);
  }

  /** Adds BᵀV to the correlation and returns the block's error. */
  private static double quantise(double[] v, int k, double[] r, double[] correlation) {
    int rows = v.length / k;
    double[] z = MatrixProducts.product(NO_TRANSPOSE, NO_TRANSPOSE, rows, k, k, v, r);
    double error = 0;
    for (int i = 0; i < z.length; i++) {
      double sign = z[i] > 0 ? 1 : -1;
      error += (sign - z[i]) * (sign - z[i]);
      z[i] = sign;
    }
    MatrixProducts.addProduct(TRANSPOSE, NO_TRANSPOSE, k, k, rows, z, v, correlation);
    return error;
  }

  /** Solves the Procrustes problem and returns R = Û·Sᵀ, where BᵀV = S·Ω·Ûᵀ. */
  private static double[] procrustes(double[] correlation, int k) {
    Matrix.SVD svd = matrix(correlation, k).svd(true, true);
    double[] r = new double[k * k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double sum = 0;
        for (int l = 0; l < k; l++) {
          sum += svd.V.get(i, l) * svd.U.get(j, l);
        }
        r[i * k + j] = sum;
      }
    }
    return r;
  }

  /** Returns a uniformly random rotation, k×k. */
  static double[] randomOrthogonal(int k, long seed) {
    Random random = new Random(seed);
    double[] gauss = new double[k * k];
    Arrays.setAll(gauss, i -> random.nextGaussian());
    return procrustes(gauss, k); // UVᵀ of a Gaussian matrix is a uniformly random rotation
  }

  private static Matrix matrix(double[] rowMajor, int k) {
    Matrix m = new Matrix(k, k);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        m.set(i, j, rowMajor[i * k + j]);
      }
    }
    return m;
  }
}
