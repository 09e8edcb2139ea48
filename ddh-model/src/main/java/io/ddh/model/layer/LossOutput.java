package io.ddh.model.layer;

import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.layer.LayerParameters.Block;
import io.ddh.model.loss.HashLoss;
import io.ddh.model.loss.LossBatch;
import io.ddh.model.loss.LossParameter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The end of a graph that learns: hands its input through and computes a {@link HashLoss} on it, in
 * host memory on every backend. The layer's parameters are those of the loss. Labels are n×2, the
 * identity number and the row number of each image.
 */
public final class LossOutput extends OutputLayer {
  /** The loss that this layer computes. */
  private final HashLoss loss;

  /** The lanes that divide the images of a batch among themselves. */
  private final Lanes lanes;

  /** The loss's own parameters. */
  private final LayerParameters parameters;

  /**
   * Creates the layer for a loss.
   *
   * @param width number of outputs per image that the loss sees
   * @param loss the loss
   * @param lanes the lanes that divide the images of a batch among themselves
   */
  public LossOutput(int width, HashLoss loss, Lanes lanes) {
    super(new Builder(LossFunction.MSE).activation(Activation.IDENTITY).nIn(width).nOut(width));
    this.loss = loss;
    this.lanes = lanes;
    parameters = new LayerParameters(loss.parameters().stream().map(LossOutput::block).toList());
  }

  private static Block block(LossParameter its) {
    long[] shape = {its.rows(), its.columns()};
    return new Block(its.name(), shape, its.decayed(), v -> LayerParameters.sample(v, its.bound()));
  }

  /** {@return the loss that this layer computes} */
  public HashLoss loss() {
    return loss;
  }

  /**
   * {@return the values of a layer's parameters by name}
   *
   * @param layer an implementation of this layer
   */
  public static Map<String, float[]> values(Layer layer) {
    Map<String, float[]> out = new LinkedHashMap<>();
    layer.paramTable().forEach((name, array) -> out.put(name, OffHeap.values(array)));
    return out;
  }

  @Override
  public ParamInitializer initializer() {
    return parameters;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray view,
      boolean initialize,
      DataType type) {
    return FusedLayer.ready(
        new Impl(conf, type, this),
        conf,
        listeners,
        index,
        view,
        parameters.init(conf, view, initialize));
  }

  private static final class Impl extends org.deeplearning4j.nn.layers.OutputLayer {
    private final transient LossOutput layer;
    private double last; // loss of the last backward pass, averaged over the batch

    Impl(NeuralNetConfiguration conf, DataType type, LossOutput layer) {
      super(conf, type);
      this.layer = layer;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
      INDArray out = FusedImpl.array(workspace, ArrayType.ACTIVATIONS, input.shape());
      return out.assign(input);
    }

    /** A gradient that is not finite makes the loss NaN, so that the training ends. */
    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray epsilon, LayerWorkspaceMgr workspace) {
      float[] outputs = OffHeap.values(OffHeap.contiguousOrCopy(input));
      float[] targets = OffHeap.values(OffHeap.contiguousOrCopy(labels));
      int n = targets.length / 2;
      int[] people = new int[n];
      int[] rows = new int[n];
      for (int i = 0; i < n; i++) {
        people[i] = (int) targets[2 * i];
        rows[i] = (int) targets[2 * i + 1];
      }
      Map<String, float[]> values = values(this);
      Map<String, float[]> own = new LinkedHashMap<>();
      values.forEach((name, array) -> own.put(name, new float[array.length]));
      float[] g = new float[outputs.length];
      LossBatch batch =
          new LossBatch(layer.lanes, outputs, people, rows, row -> true, g, values, own);
      last = layer.loss.value(batch) / n;
      Gradient gradient = new DefaultGradient();
      own.forEach(
          (name, array) -> {
            check(array);
            OffHeap.assign(gradientViews.get(name), array);
            gradient.setGradientFor(name, gradientViews.get(name));
          });
      check(g);
      INDArray dx = FusedImpl.array(workspace, ArrayType.ACTIVATION_GRAD, input.shape());
      OffHeap.assign(dx, g);
      return new Pair<>(gradient, dx);
    }

    private void check(float[] gradient) {
      for (float g : gradient) {
        last = Float.isFinite(g) ? last : Double.NaN;
      }
    }

    /** Returns the loss of the last backward pass, after which DL4J calls this method. */
    @Override
    public double computeScore(
        double regularization, boolean training, LayerWorkspaceMgr workspace) {
      score = last + regularization;
      return score;
    }

    /** Returns 0 if our Adam is used, as in {@link FusedImpl}. */
    @Override
    public double calcRegularizationScore(boolean backpropParamsOnly) {
      boolean ours = Execution.chosen() == Execution.KERNELS;
      return ours ? 0 : super.calcRegularizationScore(backpropParamsOnly);
    }
  }
}
