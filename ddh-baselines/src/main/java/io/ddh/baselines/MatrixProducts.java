package io.ddh.baselines;

import java.nio.DoubleBuffer;
import smile.math.blas.BLAS;
import smile.math.blas.EVDJob;
import smile.math.blas.EigenRange;
import smile.math.blas.LAPACK;
import smile.math.blas.Layout;
import smile.math.blas.Transpose;
import smile.math.blas.UPLO;
import smile.math.matrix.Matrix;

/**
 * Smile's linear algebra for row-major double arrays. Arrays are copied to the native library, so
 * callers should pass blocks and not whole data sets. Call these methods from one thread only,
 * because the library itself uses all cores.
 */
final class MatrixProducts {
  private MatrixProducts() {}

  /** Returns op(A)·op(B) for row-major A and B, where op(A) is m×k and op(B) is k×n. */
  static double[] product(Transpose ta, Transpose tb, int m, int n, int k, double[] a, double[] b) {
    double[] c = new double[m * n];
    addProduct(ta, tb, m, n, k, a, b, c);
    return c;
  }

  /** Computes C += op(A)·op(B), where C is m×n, as {@link #product} does. */
  static void addProduct(
      Transpose ta, Transpose tb, int m, int n, int k, double[] a, double[] b, double[] c) {
    int lda = ta == Transpose.NO_TRANSPOSE ? k : m; // length of a stored row
    int ldb = tb == Transpose.NO_TRANSPOSE ? n : k;
    BLAS.engine.gemm(Layout.ROW_MAJOR, ta, tb, m, n, k, 1.0, a, lda, b, ldb, 1.0, c, n);
  }

  /**
   * Computes C += A·Aᵀ for an n×k matrix A (without transposition) or C += AᵀA for a k×n matrix A
   * (with transposition). A general matrix product is used, because Smile has no product for
   * symmetric results.
   */
  static void addGram(Transpose op, int n, int k, double[] a, double[] c) {
    boolean plain = op == Transpose.NO_TRANSPOSE;
    Transpose other = plain ? Transpose.TRANSPOSE : Transpose.NO_TRANSPOSE;
    addProduct(op, other, n, n, k, a, a, c);
  }

  /**
   * Copies the upper triangle of an n×n matrix to the lower one, which makes the matrix exactly
   * symmetric.
   */
  static void mirror(double[] c, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        c[i * n + j] = c[j * n + i];
      }
    }
  }

  /** Wraps a symmetric n×n array, for which rows and columns are the same. */
  static Matrix symmetric(double[] values, int n) {
    return new Matrix(n, n, n, DoubleBuffer.wrap(values)).uplo(UPLO.LOWER);
  }

  /**
   * Returns the unit eigenvector of the largest eigenvalue of a symmetric n×n matrix, with either
   * sign. Computing only this vector takes about half the time of computing all eigenvectors.
   *
   * @param values the matrix; overwritten
   */
  static double[] leadingVector(double[] values, int n) {
    double[] vector = new double[n];
    int failed =
        LAPACK.engine.syevr(
            Layout.COL_MAJOR,
            EVDJob.VECTORS,
            EigenRange.INDEX,
            UPLO.LOWER,
            n,
            values,
            n,
            0,
            0,
            n,
            n,
            0,
            new int[1],
            new double[n],
            vector,
            n,
            new int[2 * n]);
    if (failed != 0) {
      throw new ArithmeticException("LAPACK found no eigenvector: info = " + failed);
    }
    return vector;
  }

  /**
   * Solves A·x = b for each of the right-hand sides, which are stored one after another.
   *
   * @param factor Cholesky factor of the n×n matrix A
   * @param rhs the right-hand sides, count·n values; not changed
   */
  static double[] solve(Matrix.Cholesky factor, int n, double[] rhs) {
    double[] x = rhs.clone();
    factor.solve(new Matrix(n, x.length / n, n, DoubleBuffer.wrap(x)));
    return x;
  }
}
