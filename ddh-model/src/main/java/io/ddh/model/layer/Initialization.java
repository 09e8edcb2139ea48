package io.ddh.model.layer;

/** The rule for the bound of initial weights, which are uniform in [−bound, bound). */
public enum Initialization {
  /**
   * The rule of the DDH authors' code, which is he_uniform for convolutions and local layers and
   * glorot_uniform for dense layers.
   */
  HE_GLOROT,

  /**
   * The bound is 1/√(fan in) in all layers. Before a batch norm, the size of the weights only
   * determines how much a step of Adam changes their direction, so smaller weights learn faster.
   */
  FAN_IN;

  /** Returns the bound for convolutional and locally connected weights. */
  double convolution(double fanIn) {
    return this == FAN_IN ? 1 / Math.sqrt(fanIn) : Math.sqrt(6 / fanIn);
  }

  /**
   * {@return the bound for dense weights}
   *
   * @param fanIn number of inputs of a unit
   * @param fanOut number of units that an input is connected to
   */
  public double dense(double fanIn, double fanOut) {
    return this == FAN_IN ? 1 / Math.sqrt(fanIn) : Math.sqrt(6 / (fanIn + fanOut));
  }
}
