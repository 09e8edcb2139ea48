package io.ddh.baselines;

import io.ddh.core.Features;
import java.util.Map;

/**
 * The affine map x ↦ weights·(x − mean).
 *
 * @param mean the vector that is subtracted, d values
 * @param weights the matrix of the map, outputs×d
 */
record AffineMap(float[] mean, float[] weights) implements Rows.Scorer {
  static AffineMap of(Saved saved, int outputs) {
    int d = saved.integer("dimension");
    return new AffineMap(saved.array("mean", d), saved.array("weights", (long) outputs * d));
  }

  Map<String, float[]> arrays() {
    return Map.of("mean", mean, "weights", weights);
  }

  int outputs() {
    return weights.length / mean.length;
  }

  @Override
  public float[][] score(Features x, int from, int to) {
    return Dense.product(Dense.transpose(x.values(), mean.length, from, to, mean), weights);
  }
}
