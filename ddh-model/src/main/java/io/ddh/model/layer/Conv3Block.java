package io.ddh.model.layer;

import io.ddh.model.kernel.ConvNorm;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.MapEnd;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A size-preserving 3×3 convolution (padded with one zero) without bias, followed by batch norm and
 * ReLU, from B×h×h×ci to B×p×p×co. {@link MapEnd} determines p; if it selects the mean over the
 * map, the output is B×co.
 */
public final class Conv3Block extends ConvLayer {
  private static final int K = 3;

  /** Part of the map that is the output. */
  private final MapEnd end;

  /**
   * Creates the layer for given shapes.
   *
   * @param h height and width of the input
   * @param ci number of input channels
   * @param co number of output channels
   * @param end part of the map that is the output
   * @param first true for the network's first layer, whose input gradient is not computed
   * @param start rule and seed of the initial weights
   * @param lanes the lanes that divide the images of a batch among themselves
   */
  public Conv3Block(int h, int ci, int co, MapEnd end, boolean first, Start start, Lanes lanes) {
    super(h, ci, K, co, first, false, true, start, lanes);
    this.end = end;
  }

  @Override
  public int side() {
    return end.side(h);
  }

  @Override
  public InputType getOutputType(int index, InputType type) {
    return end == MapEnd.MEAN ? InputType.feedForward(co) : super.getOutputType(index, type);
  }

  @Override
  long[] outputShape(long n) {
    return end == MapEnd.MEAN ? new long[] {n, co} : super.outputShape(n);
  }

  @Override
  FusedImpl<?> implementation(boolean kernels, NeuralNetConfiguration conf, DataType type) {
    return kernels
        ? new ConvNormImpl(conf, type, this, new ConvNorm(h, ci, co, end, first, lanes))
        : new OpsConvNorm(conf, type, this, K / 2, end);
  }
}
