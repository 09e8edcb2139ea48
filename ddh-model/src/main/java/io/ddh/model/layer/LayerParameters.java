package io.ddh.model.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.EmptyParamInitializer;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Named parameters of fixed shapes, which a layer stores one after another. */
final class LayerParameters extends EmptyParamInitializer {
  /**
   * A parameter.
   *
   * @param decayed whether weight decay applies
   * @param start sets the initial values
   */
  record Block(String name, long[] shape, boolean decayed, Consumer<INDArray> start) {
    private long length() {
      return ArrayUtil.prodLong(shape);
    }
  }

  private final List<Block> blocks;

  /** Declares the parameters of a layer, in the order in which they are stored. */
  LayerParameters(List<Block> blocks) {
    this.blocks = List.copyOf(blocks);
  }

  /**
   * Sets uniform values in [−bound, bound), or 0 if the bound is 0, from the random generator that
   * the graph seeds.
   */
  static void sample(INDArray values, double bound) {
    INDArray flat = values.reshape(values.length());
    if (bound > 0) {
      new WeightInitDistribution(new UniformDistribution(-bound, bound))
          .init(0, 0, flat.shape(), 'c', flat);
    } else {
      flat.assign(0);
    }
  }

  @Override
  public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean fill) {
    Map<String, INDArray> params = getGradientsFromFlattened(conf, view);
    params.keySet().forEach(conf::addVariable);
    if (fill) {
      blocks.forEach(block -> block.start.accept(params.get(block.name)));
    }
    return params;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray view) {
    Map<String, INDArray> out = new LinkedHashMap<>();
    long at = 0;
    for (Block block : blocks) {
      long end = at + block.length();
      INDArray part = view.reshape(view.length()).get(NDArrayIndex.interval(at, end));
      out.put(block.name, part.reshape('c', block.shape));
      at = end;
    }
    return out;
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return blocks.stream().mapToLong(Block::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return blocks.stream().map(Block::name).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return blocks.stream().anyMatch(block -> block.name.equals(key) && block.decayed);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return !isWeightParam(layer, key);
  }
}
