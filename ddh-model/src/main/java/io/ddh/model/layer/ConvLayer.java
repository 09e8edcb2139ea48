package io.ddh.model.layer;

import io.ddh.model.kernel.Lanes;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;

/** A k×k convolution and what follows it, B×h×h×ci to B×p×p×co, channels last. */
abstract sealed class ConvLayer extends FusedLayer permits ConvBlock, Conv3Block, Conv5Block {
  final int h;
  final int ci;
  final int k;
  final int co;
  final boolean first;
  final Lanes lanes;

  /**
   * Fixes the shapes.
   *
   * @param h side of the input
   * @param ci channels in
   * @param k side of the kernel
   * @param co channels out
   * @param first true for the network's first layer: the gradient of its input is not computed
   */
  ConvLayer(int h, int ci, int k, int co, boolean first, Start start, Lanes lanes) {
    super(start);
    this.h = h;
    this.ci = ci;
    this.k = k;
    this.co = co;
    this.first = first;
    this.lanes = lanes;
    setNIn(ci);
    setNOut(co);
  }

  /** Side p of the output. */
  public abstract int side();

  /** Shape of the output of n images. */
  long[] outputShape(long n) {
    return new long[] {n, side(), side(), co};
  }

  @Override
  double bound(Initialization initialization) {
    return initialization.convolution((double) k * k * ci);
  }

  @Override
  public InputType getOutputType(int index, InputType type) {
    return InputType.convolutional(side(), side(), co, CNN2DFormat.NHWC);
  }
}
