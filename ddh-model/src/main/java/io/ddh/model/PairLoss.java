package io.ddh.model;

import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Blas.Matrix;
import io.ddh.model.kernel.OffHeap;
import java.util.function.IntPredicate;

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
record PairLoss(double margin, double quantization) implements BatchLoss {
  /** Returns the mean loss over the pairs that count. */
  @Override
  public double value(float[] outputs, int[] labels, IntPredicate judged, float[] gradient) {
    int n = labels.length;
    int bits = outputs.length / n;
    OffHeap rows = OffHeap.allocate(n * bits);
    rows.buffer().put(0, outputs);
    OffHeap square = OffHeap.allocate(Math.multiplyExact(n, n));
    Matrix b = Matrix.of(rows, 0, bits);
    Blas.multiply(n, n, bits, b, b.t(), 0, Matrix.of(square, 0, n));
    float[] products = new float[n * n];
    square.buffer().get(0, products);
    double[] lengths = new double[n];
    double[] penalties = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < bits; k++) {
        double v = outputs[i * bits + k];
        lengths[i] += v * v;
        penalties[i] += Math.abs(Math.abs(v) - 1);
      }
    }
    // products is overwritten by derivatives: 2·∂/∂d² of each counted pair, at (i,j) and at (j,i)
    int[] partners = new int[n];
    double sum = 0;
    long pairs = 0;
    for (int i = 0; i < n; i++) {
      products[i * n + i] = 0;
      for (int j = 0; j < i; j++) {
        float slope = 0;
        if (judged.test(i) || judged.test(j)) {
          double d2 = lengths[i] + lengths[j] - 2.0 * products[i * n + j];
          boolean same = labels[i] == labels[j];
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
    if (pairs == 0) {
      return 0;
    }
    if (gradient.length > 0) {
      square.buffer().put(0, products);
      OffHeap pulled = OffHeap.allocate(n * bits);
      Blas.multiply(n, bits, n, Matrix.of(square, 0, n), b, 0, Matrix.of(pulled, 0, bits));
      pulled.buffer().get(0, gradient, 0, n * bits);
      finish(outputs, products, partners, pairs, gradient);
    }
    return sum / pairs;
  }

  /** Computes gradient ← (Σ_j slope_ij·(b_i − b_j) + partners_i·q·∂||b_ik|−1|) / pairs. */
  private void finish(
      float[] outputs, float[] slopes, int[] partners, long pairs, float[] gradient) {
    int n = partners.length;
    int bits = gradient.length / n;
    for (int i = 0; i < n; i++) {
      double total = 0;
      for (int j = 0; j < n; j++) {
        total += slopes[i * n + j];
      }
      for (int k = 0; k < bits; k++) {
        int at = i * bits + k;
        double v = outputs[at];
        double out = v > 0 == Math.abs(v) > 1 ? 1 : -1; // of ||v|−1|
        double pull = total * v - gradient[at] + quantization * partners[i] * out;
        gradient[at] = (float) (pull / pairs);
      }
    }
  }
}
