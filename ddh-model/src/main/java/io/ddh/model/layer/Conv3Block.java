package io.ddh.model.layer;

import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.ConvNorm;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.MapEnd;
import io.ddh.model.kernel.Moments;
import io.ddh.model.kernel.OffHeap;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * 3×3 convolution that keeps the size (one zero of padding), without bias, + batch norm + ReLU,
 * B×h×h×ci to B×p×p×co with p by {@link MapEnd}; a mean over the map is B×co.
 */
public final class Conv3Block extends FusedLayer {
  static final int K = 3;

  final int h;
  final int ci;
  final int co;
  final MapEnd end;
  final boolean first;
  private final Lanes lanes;

  /**
   * Fixes the shapes.
   *
   * @param h side of the input
   * @param ci channels in
   * @param co channels out
   * @param end what is handed on of the map
   * @param first true for the network's first layer: the input's gradient is not computed
   */
  public Conv3Block(int h, int ci, int co, MapEnd end, boolean first, Start start, Lanes lanes) {
    super(start);
    this.h = h;
    this.ci = ci;
    this.co = co;
    this.end = end;
    this.first = first;
    this.lanes = lanes;
    setNIn(ci);
    setNOut(co);
  }

  /** Side p of the output. */
  public int side() {
    return end.side(h);
  }

  @Override
  Map<String, long[]> shapes() {
    Map<String, long[]> out = new LinkedHashMap<>();
    out.put(WEIGHT, new long[] {K, K, ci, co});
    addNorm(out, co);
    return out;
  }

  @Override
  double bound(Initialization initialization) {
    return initialization.convolution((double) K * K * ci);
  }

  @Override
  public InputType getOutputType(int index, InputType type) {
    return end == MapEnd.MEAN
        ? InputType.feedForward(co)
        : InputType.convolutional(side(), side(), co, CNN2DFormat.NHWC);
  }

  /** Shape of the output of n images. */
  long[] outputShape(long n) {
    return end == MapEnd.MEAN ? new long[] {n, co} : new long[] {n, side(), side(), co};
  }

  @Override
  FusedImpl<?> implementation(NeuralNetConfiguration conf, DataType type) {
    return new Impl(conf, type, this);
  }

  @Override
  FusedImpl<?> operations(NeuralNetConfiguration conf, DataType type) {
    return new OpsConv3Block(conf, type, this);
  }

  private static final class Impl extends FusedImpl<Conv3Block> {
    private final Conv3Block layer;
    private final ConvNorm kernel;
    private final BatchNorm norm;

    Impl(NeuralNetConfiguration conf, DataType type, Conv3Block layer) {
      super(conf, type);
      this.layer = layer;
      kernel = new ConvNorm(layer.h, layer.ci, layer.co, layer.end, layer.first, layer.lanes);
      norm = new BatchNorm(layer.co);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
      int n = (int) input.size(0);
      input = OffHeap.contiguousOrCopy(input);
      FloatBuffer x = OffHeap.of(input).buffer();
      INDArray z = output(workspace, layer.outputShape(n));
      FloatBuffer out = OffHeap.of(z).buffer();
      float[] gamma = values(GAMMA);
      if (training) {
        kernel.forward(x, n, memory(WEIGHT), norm, gamma, values(BETA), values(MEAN), out);
      } else {
        useRunning(norm);
        kernel.infer(x, n, memory(WEIGHT), norm, gamma, out);
      }
      return z;
    }

    @Override
    Moments moments() {
      return norm.moments();
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray epsilon, LayerWorkspaceMgr workspace) {
      int n = (int) input.size(0);
      INDArray dx =
          layer.first
              ? inputGradient(workspace, 1)
              : inputGradient(workspace, n, layer.h, layer.h, layer.ci);
      kernel.backward(
          OffHeap.of(input).buffer(),
          n,
          norm,
          values(GAMMA),
          OffHeap.of(OffHeap.contiguousOrCopy(epsilon)).buffer(),
          OffHeap.of(gradientViews.get(WEIGHT)).buffer(),
          layer.first ? FloatBuffer.allocate(0) : OffHeap.of(dx).buffer());
      setNormGradients(norm);
      return new Pair<>(gradients(), dx);
    }
  }
}
