package io.ddh.baselines;

import static smile.math.blas.Transpose.NO_TRANSPOSE;
import static smile.math.blas.Transpose.TRANSPOSE;

import java.util.stream.IntStream;
import smile.math.matrix.Matrix;

/**
 * The regressions and the objective of supervised discrete hashing. Both are computed from sums
 * over the N rows of the training set, so no matrix with N rows is stored. The objective is
 *
 * <p>‖Y − WᵀB‖² + λ‖W‖² + ν(‖B − PΦ‖² + ρ‖P‖²)
 */
final class SdhState {
  private final SdhSettings settings;
  private final int n;
  private final int bits;
  private final int outputs;
  private final double[] gram; // ΦΦᵀ, outputs×outputs
  private final Matrix.Cholesky gramFactor; // of ΦΦᵀ + ρI

  private double[] codeGram; // BBᵀ, K×K
  private double[] classSums; // YBᵀ, classes×K
  private double[] cross; // BΦᵀ, K×outputs
  private double[] w; // classes×K
  private double[] p; // K×outputs

  SdhState(SdhSettings settings, int n, int bits, int outputs, double[] gram) {
    this.settings = settings;
    this.n = n;
    this.bits = bits;
    this.outputs = outputs;
    this.gram = gram;
    this.gramFactor = factor(gram, outputs, settings.ridge());
  }

  private static Matrix.Cholesky factor(double[] symmetric, int size, double ridge) {
    double[] sum = symmetric.clone();
    for (int i = 0; i < size; i++) {
      sum[i * size + i] += ridge;
    }
    return MatrixProducts.symmetric(sum, size).cholesky(true);
  }

  /** Sets the sums over the training set for new codes B. */
  void codes(double[] newCodeGram, double[] newClassSums, double[] newCross) {
    codeGram = newCodeGram;
    classSums = newClassSums;
    cross = newCross;
  }

  /** Fits the classifier to the codes: W = (BBᵀ + λI)⁻¹·BYᵀ. */
  void fitClassifier() {
    w = MatrixProducts.solve(factor(codeGram, bits, settings.lambda()), bits, classSums);
  }

  /** Fits the predictor of the codes: P = BΦᵀ·(ΦΦᵀ + ρI)⁻¹. */
  void fitPredictor() {
    p = MatrixProducts.solve(gramFactor, outputs, cross);
  }

  /** Returns WWᵀ, K×K. */
  double[] classifierGram() {
    double[] m = new double[bits * bits];
    MatrixProducts.addGram(TRANSPOSE, bits, w.length / bits, w, m);
    MatrixProducts.mirror(m, bits);
    return m;
  }

  /** Returns the classifier W, classes×K. */
  double[] classifier() {
    return w;
  }

  /** Returns the predictor P, K×outputs. */
  double[] predictor() {
    return p;
  }

  double objective() {
    double classification = n - 2 * dot(w, classSums) + dot(classifierGram(), codeGram);
    double[] pg =
        MatrixProducts.product(NO_TRANSPOSE, NO_TRANSPOSE, bits, outputs, outputs, p, gram);
    double prediction = (double) n * bits - 2 * dot(p, cross) + dot(p, pg);
    return classification
        + settings.lambda() * dot(w, w)
        + settings.nu() * (prediction + settings.ridge() * dot(p, p));
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }
}
