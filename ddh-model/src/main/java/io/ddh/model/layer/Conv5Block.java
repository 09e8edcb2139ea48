package io.ddh.model.layer;

import io.ddh.model.kernel.Conv5Pool;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.kernel.Pool3;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * 5×5 convolution that keeps the size (two zeros of padding) + bias + ReLU + 3×3 pool with a stride
 * of two, B×h×h×ci to B×p×p×co, p = ⌈(h−3)/2⌉+1.
 */
public final class Conv5Block extends ConvLayer {
  private static final int K = 5;

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
    super(h, ci, K, co, first, start, lanes);
    this.pool = pool;
  }

  @Override
  public int side() {
    return Pool3.side(h);
  }

  @Override
  Map<String, long[]> shapes() {
    Map<String, long[]> out = new LinkedHashMap<>();
    out.put(WEIGHT, new long[] {K, K, ci, co});
    out.put(BIAS, new long[] {co});
    return out;
  }

  @Override
  FusedImpl<?> implementation(NeuralNetConfiguration conf, DataType type) {
    return new Impl(conf, type, this);
  }

  @Override
  FusedImpl<?> operations(NeuralNetConfiguration conf, DataType type) {
    return new OpsConv5Block(conf, type, this);
  }

  private static final class Impl extends FusedImpl<Conv5Block> {
    private final Conv5Block layer;
    private final Conv5Pool kernel;

    Impl(NeuralNetConfiguration conf, DataType type, Conv5Block layer) {
      super(conf, type);
      this.layer = layer;
      kernel = new Conv5Pool(layer.h, layer.ci, layer.co, layer.pool, layer.first, layer.lanes);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
      int n = (int) input.size(0);
      input = OffHeap.contiguousOrCopy(input);
      INDArray z = output(workspace, layer.outputShape(n));
      kernel.forward(
          OffHeap.of(input).buffer(),
          n,
          memory(WEIGHT),
          values(BIAS),
          training,
          OffHeap.of(z).buffer());
      return z;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray epsilon, LayerWorkspaceMgr workspace) {
      int n = (int) input.size(0);
      INDArray dx = convolvedGradient(workspace, layer);
      float[] bias =
          kernel.backward(
              OffHeap.of(input).buffer(),
              n,
              OffHeap.of(OffHeap.contiguousOrCopy(epsilon)).buffer(),
              OffHeap.of(gradientViews.get(WEIGHT)).buffer(),
              layer.first ? FloatBuffer.allocate(0) : OffHeap.of(dx).buffer());
      setGradient(BIAS, bias);
      return new Pair<>(gradients(), dx);
    }
  }
}
