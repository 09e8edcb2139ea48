package io.ddh.model.layer;

import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.layer.LayerParameters.Block;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Base class of the configurations of our own layers. A layer has named parameters of fixed shapes,
 * stored one after another. Weight decay applies to {@code W} only. The parameters {@code mean} and
 * {@code var} are running statistics, which are updated by subtracting their "gradient".
 */
public abstract sealed class FusedLayer extends FeedForwardLayer
    permits ConvLayer, LocalBlock, DenseBlock, HashLayer {
  static final String WEIGHT = "W";
  static final String BIAS = "b";
  static final String GAMMA = "gamma";
  static final String BETA = "beta";
  static final String MEAN = "mean";
  static final String VARIANCE = "var";

  /** The lanes that divide the images of a batch among themselves. */
  final Lanes lanes;

  /** Seed of the initial weights. */
  private final long seed;

  /** Initial weights are uniform in [−bound, bound). */
  final double bound;

  /** Number of channels of the batch norm; 0 if there is none. */
  private final int channels;

  /** The parameters, in the order in which they are stored. */
  private final LayerParameters parameters;

  /**
   * How initial weights are chosen at random.
   *
   * @param initialization rule for the size of the weights
   * @param seed seed of this layer's weights
   */
  public record Start(Initialization initialization, long seed) {}

  /**
   * Creates the layer with parameters of given shapes.
   *
   * @param bound initial weights are uniform in [−bound, bound)
   * @param weight shape of the weights
   * @param bias shape of the bias; empty if there is none
   * @param channels number of channels of the batch norm; 0 if there is none
   */
  FusedLayer(Start start, Lanes lanes, double bound, long[] weight, long[] bias, int channels) {
    this.lanes = lanes;
    this.bound = bound;
    this.channels = channels;
    seed = start.seed();
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block(WEIGHT, weight, true, this::start));
    if (bias.length > 0) {
      blocks.add(new Block(BIAS, bias, false, v -> v.assign(0)));
    }
    for (String name : channels > 0 ? List.of(GAMMA, BETA, MEAN, VARIANCE) : List.<String>of()) {
      int value = name.equals(GAMMA) || name.equals(VARIANCE) ? 1 : 0;
      blocks.add(new Block(name, new long[] {channels}, false, v -> v.assign(value)));
    }
    parameters = new LayerParameters(blocks);
  }

  /** Returns the number of channels of the batch norm; 0 if there is none. */
  final int channels() {
    return channels;
  }

  /** Returns the shape of the output for n images. */
  long[] outputShape(long n) {
    return new long[] {n, getNOut()};
  }

  /**
   * Creates the implementation that computes this layer.
   *
   * @param kernels true to compute with our own loops over host memory, false to compute with
   *     ND4J's operations
   */
  abstract FusedImpl<?> implementation(boolean kernels, NeuralNetConfiguration conf, DataType type);

  static boolean isStatistic(String name) {
    return name.equals(MEAN) || name.equals(VARIANCE);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray view,
      boolean initialize,
      DataType type) {
    boolean kernels = Execution.chosen() == Execution.KERNELS;
    Layer layer = implementation(kernels, conf, type);
    return ready(layer, conf, listeners, index, view, parameters.init(conf, view, initialize));
  }

  /** Sets on a layer everything that DL4J passes to a new layer, and returns the layer. */
  static Layer ready(
      Layer layer,
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray view,
      Map<String, INDArray> parameters) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(view);
    layer.setParamTable(parameters);
    layer.setConf(conf);
    return layer;
  }

  /** Sets the initial weights, which are uniform and chosen by this layer's seed. */
  void start(INDArray weights) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[(int) weights.length()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    OffHeap.assign(weights, out);
  }

  @Override
  public IUpdater getUpdaterByParam(String name) {
    return isStatistic(name) ? new NoOp() : getIUpdater();
  }

  @Override
  public List<Regularization> getRegularizationByParam(String name) {
    return name.equals(WEIGHT) ? getRegularization() : null;
  }

  @Override
  public ParamInitializer initializer() {
    return parameters;
  }

  @Override
  public InputType getOutputType(int index, InputType type) {
    return InputType.feedForward(getNOut());
  }

  @Override
  public void setNIn(InputType type, boolean override) {
    // the constructor has set the size
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType type) {
    return null;
  }

  @Override
  public boolean isPretrainParam(String name) {
    return false;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType type) {
    throw new UnsupportedOperationException("no memory report");
  }
}
