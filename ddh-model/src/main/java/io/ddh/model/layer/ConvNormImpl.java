package io.ddh.model.layer;

import io.ddh.model.kernel.ConvKernel;
import io.ddh.model.kernel.OffHeap;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution with batch norm, computed by one of our kernels. */
final class ConvNormImpl extends KernelImpl<ConvLayer> {
  private final ConvKernel kernel;

  ConvNormImpl(NeuralNetConfiguration conf, DataType type, ConvLayer layer, ConvKernel kernel) {
    super(conf, type, layer);
    this.kernel = kernel;
  }

  @Override
  void forward(boolean training, int n, INDArray out) {
    FloatBuffer x = images().buffer();
    FloatBuffer z = OffHeap.of(out).buffer();
    OffHeap w = memory(FusedLayer.WEIGHT);
    if (training) {
      kernel.forward(x, n, w, parameters(), z);
    } else {
      useRunning();
      kernel.infer(x, n, w, parameters(), z);
    }
  }

  private ConvKernel.Norm parameters() {
    return new ConvKernel.Norm(
        norm, values(FusedLayer.GAMMA), values(FusedLayer.BETA), values(FusedLayer.MEAN));
  }

  @Override
  void backward(int n, INDArray epsilon, INDArray dx) {
    kernel.backward(
        images().buffer(),
        n,
        parameters(),
        buffer(epsilon),
        OffHeap.of(gradient(FusedLayer.WEIGHT)).buffer(),
        layer.first ? FloatBuffer.allocate(0) : OffHeap.of(dx).buffer());
    if (gradientViews.containsKey(FusedLayer.BIAS)) {
      setGradient(FusedLayer.BIAS, new float[layer.co]);
    }
    setNormGradients();
  }
}
