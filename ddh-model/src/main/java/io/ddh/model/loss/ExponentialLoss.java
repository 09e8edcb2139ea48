package io.ddh.model.loss;

import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Blas.Matrix;

/**
 * Loss of DeepHash (Mu and Liu, AAAI 2017) as reconstructed from its abstract: Σ_{i&lt;j} θ_ij
 * exp(−y_ij p_ij), p_ij = Σ_k h_k(x_i) h_k(x_j) / K, h = sgn f, where y_ij is 1 if both images are
 * of one class and −1 otherwise. To make it differentiable, a product h_i·h_j is replaced by
 * ½(g(f_i)·h_j + h_i·g(f_j)) with g = tanh, and the signs are held constant in the gradient. The
 * gradient is −g′(f_ik) Σ_j θ_ij y_ij w_ij h_jk / (2K), where w is the exponential. The weight θ is
 * ½ divided by the number of similar or of dissimilar pairs, so each kind has a total weight of ½.
 * A kind without pairs in a batch adds nothing. All the products are computed by one matrix
 * product, and the gradient by another.
 */
public record ExponentialLoss() implements HashLoss {
  private static final double SHARE = 0.5;

  /** {@inheritDoc} The sum over the images is n times the loss of the pairs that count. */
  @Override
  public double value(LossBatch batch) {
    int n = batch.size();
    int bits = batch.bits();
    float[] signs = new float[n * bits];
    float[] smooth = new float[n * bits];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = batch.outputs()[i] > 0 ? 1 : -1;
      smooth[i] = (float) Math.tanh(batch.outputs()[i]);
    }
    Matrix h = Matrix.of(signs, bits);
    // g(f_i)·h_j; then θ·y·w of each pair, twice
    float[] products = Blas.product(batch.lanes(), n, n, bits, Matrix.of(smooth, bits), h.t());
    double[] theta = weights(batch);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      products[i * n + i] = 0;
      for (int j = 0; j < i; j++) {
        float pull = 0;
        if (batch.judged().test(i) || batch.judged().test(j)) {
          int same = same(batch, i, j);
          int y = 2 * same - 1;
          double p = (products[i * n + j] + products[j * n + i]) / (2.0 * bits);
          double weighted = theta[same] * Math.exp(-y * p);
          sum += weighted;
          pull = (float) (y * weighted);
        }
        products[i * n + j] = pull;
        products[j * n + i] = pull;
      }
    }
    if (batch.learns()) {
      float[] pulled = Blas.product(batch.lanes(), n, bits, n, Matrix.of(products, n), h);
      for (int i = 0; i < n * bits; i++) {
        batch.gradient()[i] = -pulled[i] * (1 - smooth[i] * smooth[i]) * n / (2 * bits);
      }
    }
    return sum * n;
  }

  private static int same(LossBatch batch, int i, int j) {
    return batch.labels()[i] == batch.labels()[j] ? 1 : 0;
  }

  /** Returns the weights θ of dissimilar pairs (index 0) and of similar pairs (index 1). */
  private static double[] weights(LossBatch batch) {
    long[] counts = new long[2];
    for (int i = 0; i < batch.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (batch.judged().test(i) || batch.judged().test(j)) {
          counts[same(batch, i, j)]++;
        }
      }
    }
    return new double[] {SHARE / Math.max(1, counts[0]), SHARE / Math.max(1, counts[1])};
  }
}
