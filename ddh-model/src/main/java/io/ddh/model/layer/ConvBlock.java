package io.ddh.model.layer;

import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.ConvKernel;
import io.ddh.model.kernel.ConvKernels;
import io.ddh.model.kernel.Lanes;
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

/** Valid convolution + batch norm + ReLU + 2×2 max-pool, B×h×h×ci to B×p×p×co, p = (h−k+1)/2. */
public final class ConvBlock extends FusedLayer {
  final int h;
  final int ci;
  final int k;
  final int co;
  final boolean first;
  private final Lanes lanes;

  /**
   * Fixes the shapes.
   *
   * @param h side of the input
   * @param ci channels in
   * @param k side of the kernel
   * @param co channels out
   * @param first true for the network's first layer: the input's gradient is not computed
   */
  public ConvBlock(int h, int ci, int k, int co, boolean first, Start start, Lanes lanes) {
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

  /** Side p of the pooled output. */
  public int side() {
    return (h - k + 1) / 2;
  }

  @Override
  Map<String, long[]> shapes() {
    Map<String, long[]> out = new LinkedHashMap<>();
    out.put(WEIGHT, new long[] {k, k, ci, co});
    out.put(BIAS, new long[] {co});
    addNorm(out, co);
    return out;
  }

  @Override
  double bound(Initialization initialization) {
    return initialization.convolution((double) k * k * ci);
  }

  @Override
  public InputType getOutputType(int index, InputType type) {
    return InputType.convolutional(side(), side(), co, CNN2DFormat.NHWC);
  }

  @Override
  FusedImpl<?> implementation(NeuralNetConfiguration conf, DataType type) {
    return new Impl(conf, type, this);
  }

  @Override
  FusedImpl<?> operations(NeuralNetConfiguration conf, DataType type) {
    return new OpsConvBlock(conf, type, this);
  }

  private static final class Impl extends FusedImpl<ConvBlock> {
    private final ConvBlock layer;
    private final ConvKernel kernel;
    private final BatchNorm norm;

    Impl(NeuralNetConfiguration conf, DataType type, ConvBlock layer) {
      super(conf, type);
      this.layer = layer;
      kernel = ConvKernels.chosen().create(layer.h, layer.ci, layer.k, layer.co, layer.lanes);
      norm = new BatchNorm(layer.co);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
      int n = (int) input.size(0);
      input = OffHeap.contiguousOrCopy(input);
      FloatBuffer x = OffHeap.of(input).buffer();
      INDArray z = output(workspace, n, layer.side(), layer.side(), layer.co);
      FloatBuffer out = OffHeap.of(z).buffer();
      OffHeap w = memory(WEIGHT);
      float[] gamma = values(GAMMA);
      float[] mean = values(MEAN);
      // The bias only moves the mean that batch norm subtracts again. The kernel leaves it out and
      // the running mean is kept without it, so that its gradient is exactly 0.
      if (training) {
        kernel.forward(x, n, w, norm, gamma, values(BETA), mean, out);
      } else {
        useRunning(norm);
        kernel.infer(x, n, w, norm, gamma, out);
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
      setGradient(BIAS, new float[layer.co]);
      setNormGradients(norm);
      return new Pair<>(gradients(), dx);
    }
  }
}
