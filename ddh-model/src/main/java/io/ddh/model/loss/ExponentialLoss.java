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
    // g(f_i)·h_j; then y·w of each pair, twice
    float[] products = Blas.product(batch.lanes(), n, n, bits, Matrix.of(smooth, bits), h.t());
    double[] sums = new double[2]; // of dissimilar and of similar pairs
    double[] counts = new double[2];
    for (int i = 0; i < n; i++) {
      products[i * n + i] = 0;
      for (int j = 0; j < i; j++) {
        float pull = 0;
        if (batch.judged().test(i) || batch.judged().test(j)) {
          int same = batch.labels()[i] == batch.labels()[j] ? 1 : 0;
          int y = 2 * same - 1;
          double p = (products[i * n + j] + products[j * n + i]) / (2.0 * bits);
          double w = Math.exp(-y * p);
          sums[same] += w;
          counts[same]++;
          pull = (float) (y * w);
        }
        products[i * n + j] = pull;
        products[j * n + i] = pull;
      }
    }
    double apart = SHARE * n / Math.max(1, counts[0]);
    double together = SHARE * n / Math.max(1, counts[1]);
    if (batch.learns()) {
      for (int at = 0; at < n * n; at++) {
        products[at] *= (float) (products[at] > 0 ? together : apart); // θ, times n
      }
      float[] pulled = Blas.product(batch.lanes(), n, bits, n, Matrix.of(products, n), h);
      for (int i = 0; i < n * bits; i++) {
        batch.gradient()[i] = -pulled[i] * (1 - smooth[i] * smooth[i]) / (2 * bits);
      }
    }
    return apart * sums[0] + together * sums[1];
  }
}
