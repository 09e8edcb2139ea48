package io.ddh.baselines;

import static smile.math.blas.Transpose.NO_TRANSPOSE;
import static smile.math.blas.Transpose.TRANSPOSE;

import java.util.Arrays;
import smile.math.matrix.Matrix;

/**
 * Computes the initial weights of each bit spectrally (Liu et al., CVPR 2012, Eq. 11). These
 * weights are the generalised eigenvector a that maximises aᵀK̄ᵀRK̄a under the constraint aᵀK̄ᵀK̄a
 * = l, where l is the number of labelled rows. This class works in coordinates in which K̄ᵀK̄ is
 * the identity. In these coordinates, each bit requires solving one symmetric eigenvalue problem,
 * and removing a finished bit from R is a rank-one update.
 */
final class KshSpectral {
  /**
   * Directions whose eigenvalue of K̄ᵀK̄ is below this share of the largest one are rounding noise.
   */
  private static final double NOISE = 1e-10;

  private final int rows;
  private final int columns;
  private final int rank;
  private final double[] whitening; // columns×rank
  private final double[] quotient; // rank×rank, whitened K̄ᵀRK̄

  KshSpectral(KernelBlocks kernel, int[] labels, int classes, int bits) {
    rows = kernel.rows();
    columns = kernel.columns();
    Matrix.EVD eigen = MatrixProducts.symmetric(kernel.gram(), columns).eigen(false, true, true);
    double largest = eigen.wr[columns - 1]; // symmetric eigenvalues come in ascending order
    rank = (int) Arrays.stream(eigen.wr).filter(v -> v > NOISE * largest).count();
    whitening = new double[columns * rank];
    for (int p = 0; p < rank; p++) {
      int column = columns - 1 - p;
      for (int a = 0; a < columns; a++) {
        whitening[a * rank + p] = eigen.Vr.get(a, column) / Math.sqrt(eigen.wr[column]);
      }
    }
    quotient = new double[rank * rank];
    double[] sums = kernel.classSums(labels, classes);
    double[] white = whiten(sums, classes);
    MatrixProducts.addGram(TRANSPOSE, rank, classes, white, quotient);
    Arrays.setAll(quotient, i -> 2 * quotient[i]);
    subtract(whiten(KernelBlocks.total(sums, columns), 1));
    Arrays.setAll(quotient, i -> bits * quotient[i]);
    MatrixProducts.mirror(quotient, rank);
  }

  private double[] whiten(double[] matrix, int count) {
    return MatrixProducts.product(
        NO_TRANSPOSE, NO_TRANSPOSE, count, rank, columns, matrix, whitening);
  }

  private void subtract(double[] v) {
    for (int i = 0; i < rank; i++) {
      for (int j = 0; j < rank; j++) {
        quotient[i * rank + j] -= v[i] * v[j];
      }
    }
  }

  /**
   * Removes a finished bit's column h from R.
   *
   * @param projection the vector K̄ᵀh
   */
  void deflate(double[] projection) {
    subtract(whiten(projection, 1));
  }

  /** Returns the initial weights a, with the sign that makes the largest component positive. */
  double[] start() {
    double[] leading = MatrixProducts.leadingVector(quotient.clone(), rank);
    double[] a = new double[columns];
    int largest = 0;
    for (int i = 0; i < columns; i++) {
      for (int p = 0; p < rank; p++) {
        a[i] += whitening[i * rank + p] * leading[p];
      }
      largest = Math.abs(a[i]) > Math.abs(a[largest]) ? i : largest;
    }
    double scale = Math.copySign(Math.sqrt(rows), a[largest]);
    return Arrays.stream(a).map(v -> v * scale).toArray();
  }
}
