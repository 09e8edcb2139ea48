package io.ddh.model.layer;

import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.ConvKernel;
import io.ddh.model.kernel.Moments;
import io.ddh.model.kernel.OffHeap;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution with batch norm, computed by one of our kernels. */
final class ConvNormImpl extends FusedImpl<ConvLayer> {
  private final ConvLayer layer;
  private final ConvKernel kernel;
  private final BatchNorm norm;

  ConvNormImpl(NeuralNetConfiguration conf, DataType type, ConvLayer layer, ConvKernel kernel) {
    super(conf, type);
    this.layer = layer;
    this.kernel = kernel;
    norm = new BatchNorm(layer.co);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
    int n = (int) input.size(0);
    input = OffHeap.contiguousOrCopy(input);
    FloatBuffer x = OffHeap.of(input).buffer();
    INDArray z = output(workspace, layer.outputShape(n));
    FloatBuffer out = OffHeap.of(z).buffer();
    OffHeap w = memory(FusedLayer.WEIGHT);
    if (training) {
      kernel.forward(x, n, w, parameters(), out);
    } else {
      useRunning(norm);
      kernel.infer(x, n, w, parameters(), out);
    }
    return z;
  }

  private ConvKernel.Norm parameters() {
    return new ConvKernel.Norm(
        norm, values(FusedLayer.GAMMA), values(FusedLayer.BETA), values(FusedLayer.MEAN));
  }

  @Override
  Moments moments() {
    return norm.moments();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspace) {
    int n = (int) input.size(0);
    INDArray dx = convolvedGradient(workspace, layer);
    kernel.backward(
        OffHeap.of(input).buffer(),
        n,
        parameters(),
        OffHeap.of(OffHeap.contiguousOrCopy(epsilon)).buffer(),
        OffHeap.of(gradient(FusedLayer.WEIGHT)).buffer(),
        layer.first ? FloatBuffer.allocate(0) : OffHeap.of(dx).buffer());
    if (gradientViews.containsKey(FusedLayer.BIAS)) {
      setGradient(FusedLayer.BIAS, new float[layer.co]);
    }
    setNormGradients(norm);
    return new Pair<>(gradients(), dx);
  }
}
