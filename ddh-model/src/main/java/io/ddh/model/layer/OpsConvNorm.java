package io.ddh.model.layer;

import io.ddh.model.kernel.MapEnd;
import io.ddh.model.kernel.Moments;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A convolution with batch norm by ND4J operations. A bias is left out, as in the kernels: batch
 * norm would subtract it again.
 */
final class OpsConvNorm extends FusedImpl<ConvLayer> {
  private final ConvLayer layer;
  private final OpsConvolution convolution;
  private final MapEnd end;
  private final int o; // side of the map
  private final OpsNorm norm = new OpsNorm();
  private final OpsPool2 pool;
  private final Kept map = new Kept(); // n×o×o×co, before the norm

  OpsConvNorm(
      NeuralNetConfiguration conf, DataType type, ConvLayer layer, int padding, MapEnd end) {
    super(conf, type);
    this.layer = layer;
    this.end = end;
    convolution = new OpsConvolution(layer, padding);
    o = convolution.side();
    pool = new OpsPool2(layer.side(), layer.co);
  }

  private INDArray rows(INDArray array) {
    return array.reshape('c', array.length() / layer.co, layer.co);
  }

  private INDArray sign() {
    return OpsPool2.sign(parameter(FusedLayer.GAMMA));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
    long n = input.size(0);
    convolution.forward(this, input, map.shaped(n, o, o, layer.co), FusedLayer.WEIGHT);
    normalize(training, norm, rows(map.get()));
    INDArray z;
    if (end == MapEnd.HALF) {
      pool.find(map.get(), sign());
      z = norm.applySigned(pool.peak().dup());
    } else {
      z = norm.apply(rows(map.get()).dup());
    }
    Transforms.relu(z, false);
    if (end == MapEnd.MEAN) {
      z = z.reshape('c', n, (long) o * o, layer.co).mean(1);
    }
    long[] shape = layer.outputShape(n);
    return output(workspace, shape).assign(z.reshape('c', shape));
  }

  /** Gradient of the output at each row of the pooled or whole map. */
  private INDArray incoming(INDArray epsilon, long n) {
    if (end != MapEnd.MEAN) {
      return rows(epsilon.dup('c'));
    }
    long places = (long) o * o;
    INDArray one = epsilon.dup('c').divi(places).reshape('c', n, 1, layer.co);
    return rows(one.broadcast(n, places, layer.co).dup('c'));
  }

  @Override
  Moments moments() {
    return norm.moments();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspace) {
    long n = input.size(0);
    INDArray all = rows(map.get());
    boolean half = end == MapEnd.HALF;
    INDArray z = half ? norm.applySigned(pool.peak().dup()) : norm.apply(all.dup());
    INDArray g = z.gt(0).castTo(DataType.FLOAT).muli(incoming(epsilon, n));
    INDArray winners = half ? pool.peak().mulRowVector(sign()) : all;
    INDArray dy = norm.backward(this, g, winners, all);
    INDArray share = g.muliRowVector(norm.scale());
    if (half) {
      dy = dy.reshape('c', map.get().shape());
      pool.spread(map.get(), sign(), share, dy);
    } else {
      dy = dy.addi(share).reshape('c', map.get().shape());
    }
    INDArray dx = convolution.backward(this, input, dy, FusedLayer.WEIGHT);
    if (gradientViews.containsKey(FusedLayer.BIAS)) {
      gradient(FusedLayer.BIAS).assign(0);
    }
    INDArray out = convolvedGradient(workspace, layer);
    return new Pair<>(gradients(), layer.first ? out : out.assign(dx));
  }
}
