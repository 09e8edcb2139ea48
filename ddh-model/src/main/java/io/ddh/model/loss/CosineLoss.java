package io.ddh.model.loss;

import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Blas.Matrix;
import java.util.List;

/**
 * Cross entropy of a softmax over scaled cosines with a margin: the logit of class c is s·(cos(v,
 * w_c) − m·[c = y]), where v are an image's outputs. The vector w_c of a class is a given word or
 * is learned (CosFace: Wang et al., CVPR 2018).
 *
 * @param words M×K words of ±1; empty to learn the vectors
 * @param identities number of people M
 * @param width number of outputs K per image
 * @param scale factor s
 * @param margin margin m
 * @param quantization weight of Σ_k ||v_k|−1| per image; if it is not 0, v must be in [−1, 1]
 */
public record CosineLoss(
    float[] words, int identities, int width, double scale, double margin, double quantization)
    implements HashLoss {
  private static final String VECTORS = "W";
  private static final float TINY = 1e-12f; // a length that a vector of zeros counts as having

  @Override
  public List<LossParameter> parameters() {
    return words.length > 0
        ? List.of()
        : List.of(new LossParameter(VECTORS, identities, width, 1, true));
  }

  @Override
  public double value(LossBatch batch) {
    int n = batch.size();
    int m = identities;
    float[] vectors = words.length > 0 ? words : batch.parameters().get(VECTORS);
    float[] x = unit(batch.outputs());
    float[] w = unit(vectors);
    Matrix outputs = Matrix.of(x, width);
    Matrix classes = Matrix.of(w, width);
    float[] p = Blas.product(batch.lanes(), n, m, width, outputs, classes.t());
    for (int i = 0; i < n * m; i++) {
      p[i] = (float) (scale * (p[i] - (i % m == batch.labels()[i / m] ? margin : 0)));
    }
    double sum = SoftmaxLoss.crossEntropy(batch, p, new float[m]);
    if (batch.learns()) {
      Matrix dy = Matrix.of(p, m);
      float[] dx = Blas.product(batch.lanes(), n, width, m, dy, classes);
      addGradient(dx, x, batch.outputs(), batch.gradient());
      if (words.length == 0) {
        float[] dw = Blas.product(batch.lanes(), m, width, n, dy.t(), outputs);
        addGradient(dw, w, vectors, batch.gradients().get(VECTORS));
      }
    }
    return sum + SoftmaxLoss.quantization(batch, (float) quantization);
  }

  private double length(float[] v, int from) {
    double sum = 0;
    for (int i = from; i < from + width; i++) {
      sum += v[i] * v[i];
    }
    return Math.max(TINY, Math.sqrt(sum));
  }

  /** Divides each row by its length. */
  private float[] unit(float[] v) {
    float[] out = new float[v.length];
    for (int at = 0; at < v.length; at += width) {
      double length = length(v, at);
      for (int i = at; i < at + width; i++) {
        out[i] = (float) (v[i] / length);
      }
    }
    return out;
  }

  /** Adds s·(g − (g·u)u)/‖v‖ for each row g of the gradient of the unit rows u of v. */
  private void addGradient(float[] g, float[] u, float[] v, float[] out) {
    for (int at = 0; at < v.length; at += width) {
      double along = 0;
      for (int i = at; i < at + width; i++) {
        along += g[i] * u[i];
      }
      double factor = scale / length(v, at);
      for (int i = at; i < at + width; i++) {
        out[i] += (float) (factor * (g[i] - along * u[i]));
      }
    }
  }
}
