package io.ddh.model.layer;

import io.ddh.model.kernel.Conv5Pool;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.kernel.Pool3;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A size-preserving 5×5 convolution (padded with two zeros), followed by bias, ReLU and a 3×3 pool
 * with stride 2, from B×h×h×ci to B×p×p×co with p = ⌈(h−3)/2⌉+1.
 */
public final class Conv5Block extends ConvLayer {
  private static final int K = 5;

  /** Whether a window's maximum or mean is taken. */
  final Pool3 pool;

  /**
   * Creates the layer for given shapes.
   *
   * @param h height and width of the input
   * @param ci number of input channels
   * @param co number of output channels
   * @param pool whether a window's maximum or mean is taken
   * @param first true for the network's first layer, whose input gradient is not computed
   * @param start rule and seed of the initial weights
   * @param lanes the lanes that divide the images of a batch among themselves
   */
  public Conv5Block(int h, int ci, int co, Pool3 pool, boolean first, Start start, Lanes lanes) {
    super(h, ci, K, co, first, true, false, start, lanes);
    this.pool = pool;
  }

  @Override
  public int side() {
    return Pool3.side(h);
  }

  @Override
  FusedImpl<?> implementation(boolean kernels, NeuralNetConfiguration conf, DataType type) {
    return kernels ? new Impl(conf, type, this) : new OpsConv5Block(conf, type, this);
  }

  private static final class Impl extends KernelImpl<Conv5Block> {
    private final Conv5Pool kernel;

    Impl(NeuralNetConfiguration conf, DataType type, Conv5Block layer) {
      super(conf, type, layer);
      kernel = new Conv5Pool(layer.h, layer.ci, layer.co, layer.pool, layer.first, layer.lanes);
    }

    @Override
    void forward(boolean training, int n, INDArray out) {
      FloatBuffer z = OffHeap.of(out).buffer();
      kernel.forward(images().buffer(), n, memory(WEIGHT), values(BIAS), training, z);
    }

    @Override
    void backward(int n, INDArray epsilon, INDArray dx) {
      FloatBuffer dw = OffHeap.of(gradient(WEIGHT)).buffer();
      FloatBuffer x = images().buffer();
      setGradient(BIAS, kernel.backward(x, n, buffer(epsilon), dw, OffHeap.of(dx).buffer()));
    }
  }
}
