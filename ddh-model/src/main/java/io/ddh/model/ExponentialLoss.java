package io.ddh.model;

import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Blas.Matrix;
import io.ddh.model.kernel.OffHeap;
import java.util.function.IntPredicate;

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
record ExponentialLoss() implements BatchLoss {
  private static final double SHARE = 0.5;

  @Override
  public double value(float[] outputs, int[] labels, IntPredicate judged, float[] gradient) {
    int n = labels.length;
    int bits = outputs.length / n;
    float[] signs = new float[n * bits];
    float[] smooth = new float[n * bits];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = outputs[i] > 0 ? 1 : -1;
      smooth[i] = (float) Math.tanh(outputs[i]);
    }
    OffHeap h = OffHeap.allocate(n * bits);
    h.buffer().put(0, signs);
    OffHeap g = OffHeap.allocate(n * bits);
    g.buffer().put(0, smooth);
    OffHeap square = OffHeap.allocate(Math.multiplyExact(n, n));
    Blas.multiply(
        n, n, bits, Matrix.of(g, 0, bits), Matrix.of(h, 0, bits).t(), 0, Matrix.of(square, 0, n));
    float[] products = new float[n * n]; // g(f_i)·h_j; then θ·y·w of each pair, twice
    square.buffer().get(0, products);
    double[] theta = weights(labels, judged);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      products[i * n + i] = 0;
      for (int j = 0; j < i; j++) {
        float pull = 0;
        if (judged.test(i) || judged.test(j)) {
          boolean same = labels[i] == labels[j];
          int y = same ? 1 : -1;
          double p = (products[i * n + j] + products[j * n + i]) / (2.0 * bits);
          double weighted = theta[same ? 1 : 0] * Math.exp(-y * p);
          sum += weighted;
          pull = (float) (y * weighted);
        }
        products[i * n + j] = pull;
        products[j * n + i] = pull;
      }
    }
    if (gradient.length > 0) {
      square.buffer().put(0, products);
      Blas.multiply(
          n, bits, n, Matrix.of(square, 0, n), Matrix.of(h, 0, bits), 0, Matrix.of(g, 0, bits));
      g.buffer().get(0, gradient, 0, n * bits);
      for (int i = 0; i < n * bits; i++) {
        gradient[i] *= -(1 - smooth[i] * smooth[i]) / (2 * bits);
      }
    }
    return sum;
  }

  /** Returns the weights θ of dissimilar pairs (index 0) and of similar pairs (index 1). */
  private static double[] weights(int[] labels, IntPredicate judged) {
    long[] counts = new long[2];
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < i; j++) {
        if (judged.test(i) || judged.test(j)) {
          counts[labels[i] == labels[j] ? 1 : 0]++;
        }
      }
    }
    return new double[] {SHARE / Math.max(1, counts[0]), SHARE / Math.max(1, counts[1])};
  }
}
