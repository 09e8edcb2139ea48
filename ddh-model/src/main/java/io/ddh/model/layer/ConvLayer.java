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

  /**
   * Fixes the shapes.
   *
   * @param h side of the input
   * @param ci channels in
   * @param k side of the kernel
   * @param co channels out
   * @param first true for the network's first layer: the gradient of its input is not computed
   * @param bias whether there is one
   * @param norm whether there is a batch norm
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

  /** {@return the side p of the output} */
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
