package io.ddh.baselines;

import io.ddh.core.Features;

/**
 * x ↦ weights·(x − mean).
 *
 * @param mean d values
 * @param weights outputs×d
 */
record AffineMap(float[] mean, float[] weights) {
  int dimension() {
    return mean.length;
  }

  int outputs() {
    return weights.length / mean.length;
  }

  /**
   * Maps rows [from, to).
   *
   * @return outputs×(to − from)
   */
  float[][] apply(Features x, int from, int to) {
    return Dense.product(Dense.transpose(x.values(), mean.length, from, to, mean), weights);
  }
}
