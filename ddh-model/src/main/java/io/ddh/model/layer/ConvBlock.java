package io.ddh.model.layer;

import io.ddh.model.kernel.ConvKernels;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.MapEnd;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A convolution without padding, followed by batch norm, ReLU and a 2×2 max-pool, from B×h×h×ci to
 * B×p×p×co with p = (h−k+1)/2. The bias has no effect, because batch norm would subtract it again.
 * The kernels ignore the bias, the running mean does not include it, and its gradient is exactly 0.
 */
public final class ConvBlock extends ConvLayer {
  /**
   * Creates the layer for given shapes.
   *
   * @param h height and width of the input
   * @param ci number of input channels
   * @param k height and width of the filter
   * @param co number of output channels
   * @param first true for the network's first layer, whose input gradient is not computed
   * @param start rule and seed of the initial weights
   * @param lanes the lanes that divide the images of a batch among themselves
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
