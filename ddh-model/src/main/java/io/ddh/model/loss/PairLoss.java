package io.ddh.model.loss;

import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Blas.Matrix;

/**
 * Loss of DSH (Liu H. et al., CVPR 2016), the mean over the pairs i &lt; j of a batch of ½·s·d² +
 * ½(1−s)·max(m − d², 0) + q·(Σ_k ||b_ik|−1| + Σ_k ||b_jk|−1|), where s is 1 for images of the same
 * person and 0 otherwise, and d is the Euclidean distance of the outputs. All distances are
 * computed by one matrix product, and all gradients by another.
 *
 * @param margin margin m, the squared distance at or above which a pair of different people costs
 *     nothing
 * @param quantization weight q of the terms that pull outputs to ±1
 */
public record PairLoss(double margin, double quantization) implements HashLoss {
  /** {@inheritDoc} The sum over the images is n times the mean over the pairs that count. */
  @Override
  public double value(LossBatch batch) {
    int n = batch.size();
    int bits = batch.bits();
    float[] outputs = batch.outputs();
    Matrix b = Matrix.of(outputs, bits);
    float[] products = Blas.product(batch.lanes(), n, n, bits, b, b.t());
    double[] lengths = new double[n];
    double[] penalties = new double[n];
    for (int at = 0; at < n * bits; at++) {
      double v = outputs[at];
      lengths[at / bits] += v * v;
      penalties[at / bits] += Math.abs(Math.abs(v) - 1);
    }
    // products is overwritten by derivatives: 2·∂/∂d² of each counted pair, at (i,j) and at (j,i)
    int[] partners = new int[n];
    double sum = 0;
    long pairs = 0;
    for (int i = 0; i < n; i++) {
      products[i * n + i] = 0;
      for (int j = 0; j < i; j++) {
        float slope = 0;
        if (batch.judged().test(i) || batch.judged().test(j)) {
          double d2 = lengths[i] + lengths[j] - 2.0 * products[i * n + j];
          boolean same = batch.labels()[i] == batch.labels()[j];
          slope = same ? 1 : d2 < margin ? -1 : 0;
          sum += same ? d2 / 2 : Math.max(margin - d2, 0) / 2;
          sum += quantization * (penalties[i] + penalties[j]);
          partners[i]++;
          partners[j]++;
          pairs++;
        }
        products[i * n + j] = slope;
        products[j * n + i] = slope;
      }
    }
    if (pairs > 0 && batch.learns()) {
      // gradient ← (Σ_j slope_ij·(b_i − b_j) + partners_i·q·∂||b_ik|−1|)·n/pairs
      float[] pulled = Blas.product(batch.lanes(), n, bits, n, Matrix.of(products, n), b);
      for (int i = 0; i < n; i++) {
        double total = 0;
        for (int j = 0; j < n; j++) {
          total += products[i * n + j];
        }
        for (int at = i * bits; at < (i + 1) * bits; at++) {
          double v = outputs[at];
          double out = v > 0 == Math.abs(v) > 1 ? 1 : -1; // of ||v|−1|
          double pull = total * v - pulled[at] + quantization * partners[i] * out;
          batch.gradient()[at] = (float) (pull * n / pairs);
        }
      }
    }
    return pairs == 0 ? 0 : sum * n / pairs;
  }
}
