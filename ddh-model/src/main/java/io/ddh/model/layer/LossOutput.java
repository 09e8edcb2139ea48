package io.ddh.model.layer;

import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.loss.HashLoss;
import io.ddh.model.loss.LossBatch;
import io.ddh.model.loss.LossParameter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
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
  private final HashLoss loss;
  private final Lanes lanes;
  private final LayerParameters parameters;

  /**
   * Creates the layer for a loss.
   *
   * @param width number of outputs per image that the loss sees
   * @param loss the loss
   * @param lanes the lanes that divide the images of a batch among themselves
   */
  public LossOutput(int width, HashLoss loss, Lanes lanes) {
    super(
        new Builder(LossFunction.MSE).activation(Activation.IDENTITY).nIn(width).nOut(width));
    this.loss = loss;
    this.lanes = lanes;
    Map<String, LossParameter> own = new LinkedHashMap<>();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (LossParameter its : loss.parameters()) {
      own.put(its.name(), its);
      shapes.put(its.name(), new long[] {its.rows(), its.columns()});
    }
    parameters =
        new LayerParameters(
            shapes,
            own.keySet().stream().filter(n -> own.get(n).decayed()).collect(Collectors.toSet()),
            (name, values) -> {
              values.assign(0);
              if (own.get(name).bound() > 0) {
                LayerParameters.sample(values, own.get(name).bound());
              }
            });
  }

  /** {@return the loss that this layer computes} */
  public HashLoss loss() {
    return loss;
  }

  /**
   * Computes the loss of outputs without a gradient, summed over the images.
   *
   * @param layer an implementation of this layer
   * @param outputs the network's outputs, n×K
   * @param labels identity number of each image
   * @param rows row number of each image in the training set
   * @param judged selects the images that count; see {@link LossBatch}
   * @return the sum
   */
  public static double value(
      Layer layer, float[] outputs, int[] labels, int[] rows, IntPredicate judged) {
    return ((Impl) layer).value(outputs, labels, rows, judged, new float[0], Map.of());
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

    private double value(
        float[] outputs,
        int[] labels,
        int[] rows,
        IntPredicate judged,
        float[] gradient,
        Map<String, float[]> gradients) {
      Map<String, float[]> values = new LinkedHashMap<>();
      params.forEach((name, array) -> values.put(name, OffHeap.values(array)));
      return layer.loss.value(
          new LossBatch(layer.lanes, outputs, labels, rows, judged, gradient, values, gradients));
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
      int n = (int) input.size(0);
      float[] targets = OffHeap.values(OffHeap.contiguousOrCopy(labels));
      int[] people = new int[n];
      int[] rows = new int[n];
      for (int i = 0; i < n; i++) {
        people[i] = (int) targets[2 * i];
        rows[i] = (int) targets[2 * i + 1];
      }
      Map<String, float[]> gradients = new LinkedHashMap<>();
      params.forEach((name, array) -> gradients.put(name, new float[(int) array.length()]));
      float[] outputs = OffHeap.values(OffHeap.contiguousOrCopy(input));
      float[] g = new float[outputs.length];
      last = value(outputs, people, rows, row -> true, g, gradients) / n;
      Gradient gradient = new DefaultGradient();
      gradients.forEach(
          (name, values) -> {
            check(values);
            OffHeap.assign(gradientViews.get(name), values);
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
