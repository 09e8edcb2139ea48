package io.ddh.model.kernel;

/**
 * Where γ is negative the smallest value wins a pool behind batch norm. Such a channel's weights
 * change sign, so that loops only ever look for the largest; what is summed over the channel's
 * values, or multiplied with them, changes sign with it.
 */
final class TurnedSigns {
  private final float[] sign;
  private final OffHeap weights;

  /**
   * Fixes the sizes.
   *
   * @param patch weights per channel
   * @param co channels, the weights' last axis
   */
  TurnedSigns(int patch, int co) {
    sign = new float[co];
    weights = OffHeap.allocate(patch * co);
  }

  /** Takes the signs of γ, and the weights with them. */
  void turn(OffHeap w, float[] gamma) {
    for (int c = 0; c < sign.length; c++) {
      sign[c] = gamma[c] < 0 ? -1 : 1;
    }
    float[] turned = new float[weights.buffer().capacity()];
    w.buffer().get(0, turned);
    weights.buffer().put(0, times(turned));
  }

  /** The weights with the signs of γ. */
  OffHeap weights() {
    return weights;
  }

  /** Changes the signs of values whose last axis is the channels; a new array. */
  float[] times(float[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i += sign.length) {
      for (int c = 0; c < sign.length; c++) {
        out[i + c] = sign[c] * values[i + c];
      }
    }
    return out;
  }

  /** The same for one value per channel. */
  double[] times(double[] values) {
    double[] out = new double[values.length];
    for (int c = 0; c < out.length; c++) {
      out[c] = sign[c] * values[c];
    }
    return out;
  }
}
