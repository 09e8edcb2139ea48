package io.ddh.model.layer;

import io.ddh.model.kernel.Moments;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Base class of the implementations of our layers. */
abstract class FusedImpl<L extends FusedLayer> extends BaseLayer<L> {
  final L layer;

  FusedImpl(NeuralNetConfiguration conf, DataType type, L layer) {
    super(conf, type);
    this.layer = layer;
  }

  /**
   * Computes the forward pass for the n images of {@code input}. In training, stores what the
   * backward pass needs.
   *
   * @param out receives the output
   */
  abstract void forward(boolean training, int n, INDArray out);

  /**
   * Computes the backward pass of the last forward pass in training and sets the gradients of all
   * parameters.
   *
   * @param epsilon gradient of the output, in any shape
   * @param dx receives the gradient of the input; an array of one number if it is not wanted
   */
  abstract void backward(int n, INDArray epsilon, INDArray dx);

  /** Returns the statistics of the last batch in training mode, for layers with a batch norm. */
  abstract Moments moments();

  @Override
  public final INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
    int n = (int) input.size(0);
    INDArray out = array(workspace, ArrayType.ACTIVATIONS, layer.outputShape(n));
    forward(training, n, out);
    return out;
  }

  @Override
  public final Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspace) {
    boolean first = layer instanceof ConvLayer convolution && convolution.first;
    long[] shape = first ? new long[] {1} : input.shape();
    INDArray dx = array(workspace, ArrayType.ACTIVATION_GRAD, shape);
    backward((int) input.size(0), epsilon, dx);
    Gradient gradients = new DefaultGradient();
    gradientViews.forEach(gradients::setGradientFor);
    return new Pair<>(gradients, dx);
  }

  static INDArray array(LayerWorkspaceMgr workspace, ArrayType type, long... shape) {
    return workspace.createUninitialized(type, DataType.FLOAT, shape, 'c');
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public boolean updaterDivideByMinibatch(String name) {
    return !FusedLayer.isStatistic(name);
  }

  /**
   * Returns 0 if our Adam is used, because Adam then computes the weight decay's share of the loss.
   */
  @Override
  public double calcRegularizationScore(boolean backpropParamsOnly) {
    boolean ours = Execution.chosen() == Execution.KERNELS;
    return ours ? 0 : super.calcRegularizationScore(backpropParamsOnly);
  }

  /** Returns ND4J's array of a parameter. */
  INDArray parameter(String name) {
    return params.get(name);
  }

  /** Returns ND4J's array of a parameter's gradient, to be overwritten. */
  INDArray gradient(String name) {
    return gradientViews.get(name);
  }
}
