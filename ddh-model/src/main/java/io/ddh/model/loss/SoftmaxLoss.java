package io.ddh.model.loss;

import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Blas.Matrix;
import io.ddh.model.kernel.OffHeap;
import java.util.List;

/**
 * Loss of DDH (Lin et al., IJCAI 2017): the cross entropy of a softmax over the identities, whose
 * logits are W·outputs + b, plus quantization·Σ_k ||output_k|−1| per image. The classifier learned
 * by this loss has M×K weights W and M biases b.
 */
public final class SoftmaxLoss implements HashLoss {
  private static final String WEIGHTS = "W";
  private static final String BIAS = "b";

  private final int width;
  private final int identities;
  private final double bound;
  private final double quantization;
  private OffHeap logits = OffHeap.allocate(1); // n×M; then their gradient
  private float[] rows = new float[0]; // the same on the heap

  /**
   * Creates the loss.
   *
   * @param width number of outputs K per image
   * @param identities number of people M
   * @param bound initial weights are uniform in [−bound, bound)
   * @param quantization weight of the term that pulls outputs to ±1; the outputs must then be in
   *     [−1, 1]
   */
  public SoftmaxLoss(int width, int identities, double bound, double quantization) {
    this.width = width;
    this.identities = identities;
    this.bound = bound;
    this.quantization = quantization;
  }

  @Override
  public List<LossParameter> parameters() {
    return List.of(
        new LossParameter(WEIGHTS, identities, width, bound, true),
        new LossParameter(BIAS, identities, 1, 0, false));
  }

  /**
   * {@inheritDoc} A probability too small for a float counts as the smallest positive float, so
   * that the loss stays finite.
   */
  @Override
  public double value(LossBatch batch) {
    int n = batch.size();
    int m = identities;
    Matrix x = Matrix.of(batch.outputs(), width);
    Matrix w = Matrix.of(batch.parameters().get(WEIGHTS), width);
    if (rows.length < n * m) {
      rows = new float[n * m];
      logits = OffHeap.allocate(n * m);
    }
    float[] p = rows;
    Matrix dy = Matrix.of(logits, 0, m);
    Blas.multiply(batch.lanes(), n, m, width, x, w.t(), dy);
    batch
        .lanes()
        .run(n, (lane, from, to) -> logits.buffer().get(from * m, p, from * m, (to - from) * m));
    double sum = crossEntropy(batch, p, batch.parameters().get(BIAS));
    if (batch.learns()) {
      logits.buffer().put(0, p, 0, n * m);
      copy(Blas.product(batch.lanes(), n, width, m, dy, w), batch.gradient());
      copy(Blas.product(batch.lanes(), m, width, n, dy.t(), x), batch.gradients().get(WEIGHTS));
      float[] db = batch.gradients().get(BIAS);
      batch.lanes().run(m, (lane, from, to) -> addColumns(p, n, from, to, db));
    }
    return sum + quantization(batch, (float) quantization);
  }

  /**
   * Returns the cross entropy of a softmax, summed over a batch.
   *
   * @param p logits without bias, n×M; overwritten by their gradient
   * @param bias bias of each class
   */
  static double crossEntropy(LossBatch batch, float[] p, float[] bias) {
    batch.lanes().run(batch.size(), (lane, from, to) -> softmax(p, from, to, bias));
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      int at = i * bias.length + batch.labels()[i];
      sum -= Math.log(Math.max(p[at], Float.MIN_NORMAL));
      p[at] -= 1;
    }
    return sum;
  }

  /**
   * Returns weight·Σ_ik ||v_ik|−1| over the outputs v of a batch, which must be in [−1, 1], and
   * adds its gradient.
   */
  static double quantization(LossBatch batch, float weight) {
    float[] v = batch.outputs();
    float[] g = batch.gradient();
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += 1 - Math.abs(v[i]);
    }
    for (int i = 0; i < g.length; i++) {
      g[i] -= weight * Math.signum(v[i]);
    }
    return weight * sum;
  }

  private static void copy(float[] from, float[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }

  private static void addColumns(float[] p, int n, int from, int to, float[] sums) {
    for (int i = 0; i < n; i++) {
      for (int j = from; j < to; j++) {
        sums[j] += p[i * sums.length + j];
      }
    }
  }

  /** Converts the rows [from, to) of logits without bias to probabilities. */
  private static void softmax(float[] v, int from, int to, float[] bias) {
    int m = bias.length;
    for (int at = from * m; at < to * m; at += m) {
      float max = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < m; j++) {
        v[at + j] += bias[j];
        max = Math.max(max, v[at + j]);
      }
      double sum = 0;
      for (int j = 0; j < m; j++) {
        float e = (float) Math.exp(v[at + j] - max);
        v[at + j] = e;
        sum += e;
      }
      float scale = (float) (1 / sum);
      for (int j = 0; j < m; j++) {
        v[at + j] *= scale;
      }
    }
  }

  /**
   * Predicts the classes of images by a learned classifier.
   *
   * @param outputs outputs of n images, n×K
   * @param width number of outputs K per image
   * @param classifier the parameters W (M×K) and b (M), one after the other
   * @return the class with the largest logit of each image
   */
  public static float[] predict(float[] outputs, int width, float[] classifier) {
    int m = classifier.length / (width + 1);
    float[] best = new float[outputs.length / width];
    for (int i = 0; i < best.length; i++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < m; c++) {
        double logit = classifier[m * width + c];
        for (int k = 0; k < width; k++) {
          logit += (double) classifier[c * width + k] * outputs[i * width + k];
        }
        if (logit > most) {
          most = logit;
          best[i] = c;
        }
      }
    }
    return best;
  }
}
