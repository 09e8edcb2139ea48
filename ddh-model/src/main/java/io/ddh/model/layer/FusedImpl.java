package io.ddh.model.layer;

import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.Moments;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.kernel.RowNorm;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the implementations of our layers share: parameter access and the batch norm's state. */
abstract class FusedImpl<L extends FusedLayer> extends BaseLayer<L> {
  FusedImpl(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public boolean updaterDivideByMinibatch(String name) {
    return !FusedLayer.isStatistic(name);
  }

  /** Where Adam is ours it sums the weight decay's share of the loss in its own pass. */
  @Override
  public double calcRegularizationScore(boolean backpropParamsOnly) {
    return Execution.chosen() == Execution.OPERATIONS
        ? super.calcRegularizationScore(backpropParamsOnly)
        : 0;
  }

  /**
   * Statistics of the last batch that passed in training mode.
   *
   * @throws IllegalStateException if the layer has no batch norm
   */
  Moments moments() {
    throw new IllegalStateException(conf().getLayer().getLayerName() + " has no batch norm");
  }

  /** A parameter where ND4J keeps it. */
  INDArray parameter(String name) {
    return params.get(name);
  }

  /** The gradient of a parameter, to be written where ND4J keeps it. */
  INDArray gradient(String name) {
    return gradientViews.get(name);
  }

  /** Sets a norm from the batch (rows×channels) in training, else from the running statistics. */
  void normalize(boolean training, OpsNorm norm, INDArray batch) {
    INDArray gamma = parameter(FusedLayer.GAMMA);
    INDArray beta = parameter(FusedLayer.BETA);
    if (training) {
      norm.batch(batch, gamma, beta);
    } else {
      norm.running(parameter(FusedLayer.MEAN), parameter(FusedLayer.VARIANCE), gamma, beta);
    }
  }

  float[] values(String name) {
    return OffHeap.values(params.get(name));
  }

  OffHeap memory(String name) {
    return OffHeap.of(params.get(name));
  }

  void setGradient(String name, float[] values) {
    OffHeap.assign(gradientViews.get(name), values);
  }

  /**
   * Normalises rows of values.
   *
   * @param raw n×d, not changed; in training the source of the statistics
   * @param out n×d, overwritten
   */
  void normalizeRows(boolean training, float[] raw, int n, int d, BatchNorm norm, float[] out) {
    if (training) {
      RowNorm.statistics(raw, n, d, norm, values(FusedLayer.MEAN));
      norm.prepare(values(FusedLayer.GAMMA), values(FusedLayer.BETA));
    } else {
      useRunning(norm);
    }
    System.arraycopy(raw, 0, out, 0, n * d);
    RowNorm.apply(out, n, d, norm);
  }

  /** Sets the norm from the running statistics. */
  void useRunning(BatchNorm norm) {
    norm.runningStatistics(values(FusedLayer.MEAN), values(FusedLayer.VARIANCE));
    norm.prepare(values(FusedLayer.GAMMA), values(FusedLayer.BETA));
  }

  /** Hands out the norm's gradients and the steps of its running statistics. */
  void setNormGradients(BatchNorm norm) {
    setGradient(FusedLayer.GAMMA, norm.gammaGradient());
    setGradient(FusedLayer.BETA, norm.betaGradient());
    setGradient(FusedLayer.MEAN, norm.meanStep(values(FusedLayer.MEAN)));
    setGradient(FusedLayer.VARIANCE, norm.varianceStep(values(FusedLayer.VARIANCE)));
  }

  Gradient gradients() {
    Gradient out = new DefaultGradient();
    gradientViews.forEach(out::setGradientFor);
    return out;
  }

  static INDArray output(LayerWorkspaceMgr workspace, long... shape) {
    return workspace.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, shape, 'c');
  }

  /** Memory for the gradient of a convolution's input; one number where it is not wanted. */
  INDArray convolvedGradient(LayerWorkspaceMgr workspace, ConvLayer layer) {
    return inputGradient(workspace, layer.first ? new long[] {1} : input.shape());
  }

  static INDArray inputGradient(LayerWorkspaceMgr workspace, long... shape) {
    return workspace.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, shape, 'c');
  }
}
