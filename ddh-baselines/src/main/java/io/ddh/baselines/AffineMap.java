package io.ddh.baselines;

import io.ddh.data.Features;

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
   * @param out outputs×(to − from), row r of output k at k·(to − from) + r
   */
  void apply(Features x, int from, int to, float[] out) {
    float[] centred = Dense.transpose(x.values(), mean.length, from, to, mean);
    Dense.product(centred, mean.length, to - from, weights, outputs(), out);
  }
}
