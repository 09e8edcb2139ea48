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
 * 5×5 convolution that keeps the size (two zeros of padding) + bias + ReLU + 3×3 pool with a stride
 * of two, B×h×h×ci to B×p×p×co, p = ⌈(h−3)/2⌉+1.
 */
public final class Conv5Block extends ConvLayer {
  private static final int K = 5;

  /** Maximum or mean of a window. */
  final Pool3 pool;

  /**
   * Fixes the shapes.
   *
   * @param h side of the input
   * @param ci channels in
   * @param co channels out
   * @param pool maximum or mean of a window
   * @param first true for the network's first layer: the gradient of its input is not computed
   * @param start initial weights
   * @param lanes that share a batch
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
