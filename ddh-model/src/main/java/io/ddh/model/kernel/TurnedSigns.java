package io.ddh.model.kernel;

/**
 * Flips the signs of channels whose γ is negative. After batch norm with a negative γ, a max-pool
 * selects the smallest raw value. With the weights of such a channel negated, loops only have to
 * look for the largest value. The signs of sums over the channel's values, and of factors that
 * multiply them, are then flipped too.
 */
final class TurnedSigns {
  private final float[] sign;
  private final OffHeap weights;

  /**
   * Creates the signs for given sizes.
   *
   * @param patch number of weights per output channel
   * @param co number of output channels, the weights' last axis
   */
  TurnedSigns(int patch, int co) {
    sign = new float[co];
    weights = OffHeap.allocate(patch * co);
  }

  /** Reads the signs of γ and multiplies the weights by them. */
  void turn(OffHeap w, float[] gamma) {
    for (int c = 0; c < sign.length; c++) {
      sign[c] = gamma[c] < 0 ? -1 : 1;
    }
    float[] turned = new float[weights.buffer().capacity()];
    w.buffer().get(0, turned);
    weights.buffer().put(0, times(turned));
  }

  /** Returns the weights multiplied by the signs of γ. */
  OffHeap weights() {
    return weights;
  }

  /** Returns a copy of values whose last axis is the channels, multiplied by the signs of γ. */
  float[] times(float[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i += sign.length) {
      for (int c = 0; c < sign.length; c++) {
        out[i + c] = sign[c] * values[i + c];
      }
    }
    return out;
  }

  /** Returns a copy of values, one per channel, multiplied by the signs of γ. */
  double[] times(double[] values) {
    double[] out = new double[values.length];
    for (int c = 0; c < out.length; c++) {
      out[c] = sign[c] * values[c];
    }
    return out;
  }
}
