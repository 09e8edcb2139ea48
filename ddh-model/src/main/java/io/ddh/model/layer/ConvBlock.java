package io.ddh.model.layer;

import io.ddh.model.kernel.ConvKernels;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.MapEnd;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Valid convolution + batch norm + ReLU + 2×2 max-pool, B×h×h×ci to B×p×p×co, p = (h−k+1)/2. The
 * bias has no effect, because batch norm subtracts it again: the kernels leave it out, the running
 * mean does not contain it, and its gradient is exactly 0.
 */
public final class ConvBlock extends ConvLayer {
  /**
   * Fixes the shapes.
   *
   * @param h side of the input
   * @param ci channels in
   * @param k side of the kernel
   * @param co channels out
   * @param first true for the network's first layer: the gradient of its input is not computed
   * @param start initial weights
   * @param lanes that share a batch
   */
  public ConvBlock(int h, int ci, int k, int co, boolean first, Start start, Lanes lanes) {
    super(h, ci, k, co, first, true, true, start, lanes);
  }

  @Override
  public int side() {
    return (h - k + 1) / 2;
  }

  @Override
  FusedImpl<?> implementation(boolean kernels, NeuralNetConfiguration conf, DataType type) {
    return kernels
        ? new ConvNormImpl(conf, type, this, ConvKernels.chosen().create(h, ci, k, co, lanes))
        : new OpsConvNorm(conf, type, this, 0, MapEnd.HALF);
  }
}
