package io.ddh.model.layer;

import io.ddh.model.kernel.Lanes;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * Base class of layers that start with a k×k convolution, from B×h×h×ci to B×p×p×co, channels last.
 */
abstract sealed class ConvLayer extends FusedLayer permits ConvBlock, Conv3Block, Conv5Block {
  final int h;
  final int ci;
  final int k;
  final int co;
  final boolean first;

  /**
   * Creates the layer for given shapes.
   *
   * @param h height and width of the input
   * @param ci number of input channels
   * @param k height and width of the filter
   * @param co number of output channels
   * @param first true for the network's first layer, whose input gradient is not computed
   * @param bias whether the layer has a bias
   * @param norm whether the layer has a batch norm
   */
  ConvLayer(
      int h,
      int ci,
      int k,
      int co,
      boolean first,
      boolean bias,
      boolean norm,
      Start start,
      Lanes lanes) {
    super(
        start,
        lanes,
        start.initialization().convolution((double) k * k * ci),
        new long[] {k, k, ci, co},
        bias ? new long[] {co} : new long[0],
        norm ? co : 0);
    this.h = h;
    this.ci = ci;
    this.k = k;
    this.co = co;
    this.first = first;
    setNIn(ci);
    setNOut(co);
  }

  /** {@return the height and width p of the output} */
  public abstract int side();

  @Override
  long[] outputShape(long n) {
    return new long[] {n, side(), side(), co};
  }

  @Override
  public InputType getOutputType(int index, InputType type) {
    return InputType.convolutional(side(), side(), co, CNN2DFormat.NHWC);
  }
}
