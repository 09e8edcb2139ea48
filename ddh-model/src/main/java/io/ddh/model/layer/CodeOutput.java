package io.ddh.model.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's output layer, B×in to B×K, with whatever loss its builder has. Only the weight decay's
 * share of the loss is left to our Adam, as in the layers below.
 */
public final class CodeOutput extends OutputLayer {
  /**
   * Takes everything from DL4J's builder.
   *
   * @param builder with sizes, weightInit, activation and loss set
   */
  public CodeOutput(OutputLayer.Builder builder) {
    super(builder);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray view,
      boolean initialize,
      DataType type) {
    org.deeplearning4j.nn.layers.OutputLayer layer =
        switch (Execution.chosen()) {
          case KERNELS -> new Impl(conf, type);
          case OPERATIONS -> new org.deeplearning4j.nn.layers.OutputLayer(conf, type);
        };
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(view);
    layer.setParamTable(initializer().init(conf, view, initialize));
    layer.setConf(conf);
    return layer;
  }

  private static final class Impl extends org.deeplearning4j.nn.layers.OutputLayer {
    Impl(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    /** As in {@link FusedImpl}. */
    @Override
    public double calcRegularizationScore(boolean backpropParamsOnly) {
      return 0;
    }
  }
}
