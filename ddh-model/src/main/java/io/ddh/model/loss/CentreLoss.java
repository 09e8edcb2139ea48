package io.ddh.model.loss;

import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Blas.Matrix;
import java.util.List;
import java.util.Map;

/**
 * Loss of DCDH (Zhang et al., Pattern Recognition 2021), with a learned centre m_c for each person.
 * For the outputs x of an image of person y it is −log p_y with p_c ∝ exp(−σ/2·‖x−m_c‖²), plus
 * spread·mean_{c&lt;c'} log(1 + exp(K/2·cos(m_c, m_c'))), plus quantization·‖x−b‖². The binary code
 * b is the sign of w + .01·x, where w is the mean of the signs of the person's outputs in the
 * batch; it is held constant in the gradient.
 *
 * @param width number of outputs K per image
 * @param identities number of people M
 * @param sigma factor σ
 * @param spread weight of the term that moves centres apart
 * @param quantization weight of the distance to b
 */
public record CentreLoss(
    int width, int identities, double sigma, double spread, double quantization)
    implements HashLoss {
  private static final String CENTRES = "W";
  private static final double OWN = 0.01; // share of an image's own outputs in b

  @Override
  public List<LossParameter> parameters() {
    return List.of(new LossParameter(CENTRES, identities, width, 1, true));
  }

  @Override
  public double value(LossBatch batch) {
    float[] centres = batch.parameters().get(CENTRES);
    float[] dm = batch.learns() ? batch.gradients().get(CENTRES) : new float[0];
    double sum = likelihood(batch, centres, dm);
    sum += batch.size() * apart(batch, centres, dm);
    return sum + binary(batch);
  }

  /** The logit is σ·x·m_c − σ/2·‖m_c‖²; what is left of −σ/2·‖x−m_c‖² is the same for all c. */
  private double likelihood(LossBatch batch, float[] centres, float[] dm) {
    float[] w = new float[centres.length];
    float[] bias = new float[identities];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (sigma * centres[i]);
      bias[i / width] -= (float) (sigma / 2 * centres[i] * centres[i]);
    }
    float[] dw = new float[dm.length];
    float[] db = new float[identities];
    SoftmaxLoss softmax = new SoftmaxLoss(width, identities, 0, 0);
    double sum =
        softmax.value(batch.withParameters(Map.of("W", w, "b", bias), Map.of("W", dw, "b", db)));
    for (int i = 0; i < dm.length; i++) {
      dm[i] += (float) (sigma * (dw[i] - db[i / width] * centres[i]));
    }
    return sum;
  }

  /** Returns the term that moves centres apart, once per image; adds its gradient. */
  private double apart(LossBatch batch, float[] centres, float[] dm) {
    int m = identities;
    double[] lengths = new double[m];
    for (int i = 0; i < centres.length; i++) {
      lengths[i / width] += centres[i] * centres[i];
    }
    float[] unit = new float[centres.length];
    for (int i = 0; i < centres.length; i++) {
      unit[i] = (float) (centres[i] / Math.sqrt(lengths[i / width]));
    }
    Matrix u = Matrix.of(unit, width);
    float[] slopes = Blas.product(batch.lanes(), m, m, width, u, u.t()); // first cosines
    double weight = spread / Math.max(1, m * (m - 1.0) / 2);
    double sum = 0;
    for (int i = 0; i < m * m; i++) {
      double z = width / 2.0 * slopes[i];
      boolean pair = i / m != i % m;
      sum += pair ? weight / 2 * (Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z)))) : 0;
      slopes[i] = pair ? (float) (weight * width / 2 / (1 + Math.exp(-z))) : 0;
    }
    if (dm.length > 0) {
      float[] pull = Blas.product(batch.lanes(), m, width, m, Matrix.of(slopes, m), u);
      for (int c = 0; c < m; c++) {
        double along = 0;
        for (int i = c * width; i < (c + 1) * width; i++) {
          along += pull[i] * unit[i];
        }
        for (int i = c * width; i < (c + 1) * width; i++) {
          double g = (pull[i] - along * unit[i]) / Math.sqrt(lengths[c]);
          dm[i] += (float) (batch.size() * g);
        }
      }
    }
    return sum;
  }

  private double binary(LossBatch batch) {
    float[] x = batch.outputs();
    double[] signs = new double[identities * width]; // summed per person, then divided
    int[] images = new int[identities];
    for (int i = 0; i < x.length; i++) {
      signs[batch.labels()[i / width] * width + i % width] += Math.signum(x[i]);
      images[batch.labels()[i / width]] += i % width == 0 ? 1 : 0;
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      int person = batch.labels()[i / width];
      double mean = signs[person * width + i % width] / images[person];
      double off = x[i] - (mean + OWN * x[i] > 0 ? 1 : -1);
      sum += quantization * off * off;
      if (batch.learns()) {
        batch.gradient()[i] += (float) (2 * quantization * off);
      }
    }
    return sum;
  }
}
