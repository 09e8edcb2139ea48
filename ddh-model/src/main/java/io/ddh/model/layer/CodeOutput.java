package io.ddh.model.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's output layer, from B×in to B×K, with the loss that its builder was given. The only
 * difference from that layer is that our Adam adds the weight decay's share of the loss, as it does
 * for our other layers.
 */
public sealed class CodeOutput extends OutputLayer permits SoftmaxOutput {
  /**
   * Creates the layer from DL4J's builder.
   *
   * @param builder DL4J's builder with sizes, weightInit, activation and loss set
   */
  public CodeOutput(OutputLayer.Builder builder) {
    super(builder);
  }

  @Override
  public final Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray view,
      boolean initialize,
      DataType type) {
    boolean kernels = Execution.chosen() == Execution.KERNELS;
    Layer layer = implementation(kernels, conf, type);
    return FusedLayer.ready(
        layer, conf, listeners, index, view, initializer().init(conf, view, initialize));
  }

  /** Creates the layer's implementation, as in {@link FusedLayer}. */
  Layer implementation(boolean kernels, NeuralNetConfiguration conf, DataType type) {
    return kernels
        ? new Impl(conf, type)
        : new org.deeplearning4j.nn.layers.OutputLayer(conf, type);
  }

  /** DL4J's output layer without the weight decay's share of the loss. */
  static class Impl extends org.deeplearning4j.nn.layers.OutputLayer {
    Impl(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    /** Returns 0, as in {@link FusedImpl}. */
    @Override
    public final double calcRegularizationScore(boolean backpropParamsOnly) {
      return 0;
    }
  }
}
