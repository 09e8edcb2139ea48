package io.ddh.model.layer;

/** How large initial weights are: uniform in [−bound, bound). */
public enum Initialization {
  /**
   * The DDH authors' code: he_uniform for convolutions and local layers, glorot_uniform for dense
   * ones.
   */
  HE_GLOROT,

  /**
   * 1/√(fan in) everywhere. In front of batch norm the weights' size only sets how far a step of
   * Adam turns them, so smaller weights learn faster.
   */
  FAN_IN;

  /** Bound for convolutional and locally connected weights. */
  double convolution(double fanIn) {
    return this == FAN_IN ? 1 / Math.sqrt(fanIn) : Math.sqrt(6 / fanIn);
  }

  /**
   * {@return the bound for dense weights}
   *
   * @param fanIn inputs of a unit
   * @param fanOut units that an input reaches
   */
  public double dense(double fanIn, double fanOut) {
    return this == FAN_IN ? 1 / Math.sqrt(fanIn) : Math.sqrt(6 / (fanIn + fanOut));
  }
}
