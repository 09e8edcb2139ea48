package io.ddh.model.loss;

/** Terms that pull outputs to ±1. */
final class Quantization {
  private Quantization() {}

  /**
   * Returns weight·Σ_ik ||v_ik|−1| over the outputs v of a batch, which must be in [−1, 1], and
   * adds its gradient.
   */
  static double linear(LossBatch batch, float weight) {
    if (weight == 0) {
      return 0;
    }
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
}
