package io.ddh.model.layer;

/** How large initial weights are: uniform in [−bound, bound). */
public enum Initialization {
  /**
   * The DDH authors' code: he_uniform for convolutions and local layers, glorot_uniform for dense
   * ones.
   */
  HE_GLOROT {
    @Override
    double convolution(double fanIn) {
      return Math.sqrt(6 / fanIn);
    }

    @Override
    public double dense(double fanIn, double fanOut) {
      return Math.sqrt(6 / (fanIn + fanOut));
    }
  },
  /**
   * 1/√(fan in) everywhere. In front of batch norm the weights' size only sets how far a step of
   * Adam turns them, so smaller weights learn faster.
   */
  FAN_IN {
    @Override
    double convolution(double fanIn) {
      return 1 / Math.sqrt(fanIn);
    }

    @Override
    public double dense(double fanIn, double fanOut) {
      return 1 / Math.sqrt(fanIn);
    }
  };

  /** Bound for convolutional and locally connected weights. */
  abstract double convolution(double fanIn);

  /**
   * {@return the bound for dense weights}
   *
   * @param fanIn inputs of a unit
   * @param fanOut units that an input reaches
   */
  public abstract double dense(double fanIn, double fanOut);
}
