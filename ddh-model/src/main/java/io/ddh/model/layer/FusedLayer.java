package io.ddh.model.layer;

import io.ddh.model.kernel.OffHeap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Configuration of a layer of our own: named parameters of fixed shapes, laid out one after
 * another. {@code W} is the only weight (regularised); {@code mean} and {@code var} are running
 * statistics that move by plain subtraction.
 */
public abstract sealed class FusedLayer extends FeedForwardLayer implements ParamInitializer
    permits ConvLayer, LocalBlock, DenseBlock, DivideEncode {
  static final String WEIGHT = "W";
  static final String BIAS = "b";
  static final String GAMMA = "gamma";
  static final String BETA = "beta";
  static final String MEAN = "mean";
  static final String VARIANCE = "var";

  private final Start start;

  /**
   * Where initial weights come from.
   *
   * @param initialization their size
   * @param seed of their own
   */
  public record Start(Initialization initialization, long seed) {}

  FusedLayer(Start start) {
    this.start = start;
  }

  /** Parameter shapes in order. */
  abstract Map<String, long[]> shapes();

  /** Bound of the weight's uniform initial values. */
  abstract double bound(Initialization initialization);

  /** The layer by our own loops over host memory. */
  abstract FusedImpl<?> implementation(NeuralNetConfiguration conf, DataType type);

  /** The same layer by ND4J operations, wherever they run. */
  abstract FusedImpl<?> operations(NeuralNetConfiguration conf, DataType type);

  /** Names of a batch norm's parameters with their shapes. */
  static void addNorm(Map<String, long[]> shapes, int channels) {
    for (String name : List.of(GAMMA, BETA, MEAN, VARIANCE)) {
      shapes.put(name, new long[] {channels});
    }
  }

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
    FusedImpl<?> layer =
        switch (Execution.chosen()) {
          case KERNELS -> implementation(conf, type);
          case OPERATIONS -> operations(conf, type);
        };
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(view);
    layer.setParamTable(init(conf, view, initialize));
    layer.setConf(conf);
    return layer;
  }

  @Override
  public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean fill) {
    Map<String, INDArray> params = cut(view);
    params.forEach(
        (name, array) -> {
          conf.addVariable(name);
          if (fill) {
            OffHeap.assign(array, initial(name, (int) array.length()));
          }
        });
    return params;
  }

  private float[] initial(String name, int length) {
    return switch (name) {
      case WEIGHT -> Initial.uniform(length, bound(start.initialization()), start.seed());
      case GAMMA, VARIANCE -> Initial.constant(length, 1);
      default -> Initial.constant(length, 0);
    };
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradient) {
    return cut(gradient);
  }

  private Map<String, INDArray> cut(INDArray view) {
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> out = new LinkedHashMap<>();
    long at = 0;
    for (Map.Entry<String, long[]> e : shapes().entrySet()) {
      long n = length(e.getValue());
      out.put(e.getKey(), flat.get(NDArrayIndex.interval(at, at + n)).reshape('c', e.getValue()));
      at += n;
    }
    return out;
  }

  private static long length(long[] shape) {
    long n = 1;
    for (long side : shape) {
      n *= side;
    }
    return n;
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(org.deeplearning4j.nn.conf.layers.Layer layer) {
    return shapes().values().stream().mapToLong(FusedLayer::length).sum();
  }

  @Override
  public List<String> paramKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
    return new ArrayList<>(shapes().keySet());
  }

  @Override
  public List<String> weightKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
    return List.of(WEIGHT);
  }

  @Override
  public List<String> biasKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
    List<String> keys = paramKeys(layer);
    keys.remove(WEIGHT);
    return keys;
  }

  @Override
  public boolean isWeightParam(org.deeplearning4j.nn.conf.layers.Layer layer, String key) {
    return key.equals(WEIGHT);
  }

  @Override
  public boolean isBiasParam(org.deeplearning4j.nn.conf.layers.Layer layer, String key) {
    return !key.equals(WEIGHT);
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
    return this;
  }

  @Override
  public void setNIn(InputType type, boolean override) {
    // fixed by the constructor
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
