package io.ddh.model.layer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Named parameters of fixed shapes, which a layer stores one after another. */
final class LayerParameters implements ParamInitializer {
  private final Map<String, long[]> shapes;
  private final Set<String> decayed;
  private final BiConsumer<String, INDArray> start;

  /**
   * Declares the parameters of a layer.
   *
   * @param shapes shapes by name, in the order in which the parameters are stored
   * @param decayed names of the parameters that weight decay applies to
   * @param start sets the initial values of a parameter
   */
  LayerParameters(
      Map<String, long[]> shapes, Set<String> decayed, BiConsumer<String, INDArray> start) {
    this.shapes = shapes;
    this.decayed = decayed;
    this.start = start;
  }

  /** Sets uniform values in [−bound, bound), from the random generator that the graph seeds. */
  static void sample(INDArray values, double bound) {
    INDArray flat = values.reshape(values.length());
    new WeightInitDistribution(new UniformDistribution(-bound, bound))
        .init(0, 0, flat.shape(), 'c', flat);
  }

  @Override
  public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean fill) {
    Map<String, INDArray> params = cut(view);
    params.forEach(
        (name, array) -> {
          conf.addVariable(name);
          if (fill) {
            start.accept(name, array);
          }
        });
    return params;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradient) {
    return cut(gradient);
  }

  private Map<String, INDArray> cut(INDArray view) {
    Map<String, INDArray> out = new LinkedHashMap<>();
    if (shapes.isEmpty()) {
      return out;
    }
    INDArray flat = view.reshape(view.length());
    long at = 0;
    for (Map.Entry<String, long[]> e : shapes.entrySet()) {
      long n = ArrayUtil.prodLong(e.getValue());
      out.put(e.getKey(), flat.get(NDArrayIndex.interval(at, at + n)).reshape('c', e.getValue()));
      at += n;
    }
    return out;
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return shapes.values().stream().mapToLong(ArrayUtil::prodLong).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return new ArrayList<>(shapes.keySet());
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return shapes.keySet().stream().filter(decayed::contains).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return shapes.keySet().stream().filter(key -> !decayed.contains(key)).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return decayed.contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return !decayed.contains(key);
  }
}
