package io.ddh.model.layer;

import io.ddh.model.kernel.MapEnd;
import io.ddh.model.kernel.Moments;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link Conv3Block} by ND4J operations. */
final class OpsConv3Block extends FusedImpl<Conv3Block> {
  private final Conv3Block layer;
  private final OpsNorm norm = new OpsNorm();
  private final OpsPool2 pool;
  private final Kept map = new Kept(); // n×h×h×co, before the norm

  OpsConv3Block(NeuralNetConfiguration conf, DataType type, Conv3Block layer) {
    super(conf, type);
    this.layer = layer;
    pool = new OpsPool2(layer.side(), layer.co);
  }

  private static DynamicCustomOp.DynamicCustomOpsBuilder convolution(String name) {
    int k = Conv3Block.K;
    int explicit = 0; // padding as given
    int channelsLast = 1;
    int weightsAsOurs = 0; // k×k×ci×co
    return DynamicCustomOp.builder(name)
        .addIntegerArguments(k, k, 1, 1, k / 2, k / 2, 1, 1, explicit, channelsLast, weightsAsOurs);
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
    Nd4j.exec(
        convolution("conv2d")
            .addInputs(input, parameter(FusedLayer.WEIGHT))
            .addOutputs(map.shaped(n, layer.h, layer.h, layer.co))
            .build());
    normalize(training, norm, rows(map.get()));
    INDArray z;
    if (layer.end == MapEnd.HALF) {
      pool.find(map.get(), sign());
      z = norm.applySigned(pool.peak().dup());
    } else {
      z = norm.apply(rows(map.get()).dup());
    }
    Transforms.relu(z, false);
    if (layer.end == MapEnd.MEAN) {
      z = z.reshape('c', n, (long) layer.h * layer.h, layer.co).mean(1);
    }
    long[] shape = layer.outputShape(n);
    return output(workspace, shape).assign(z.reshape('c', shape));
  }

  /** Gradient of the output at each row of the pooled or whole map. */
  private INDArray incoming(INDArray epsilon, long n) {
    if (layer.end != MapEnd.MEAN) {
      return rows(epsilon.dup('c'));
    }
    long places = (long) layer.h * layer.h;
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
    boolean half = layer.end == MapEnd.HALF;
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
    INDArray dx = Nd4j.createUninitialized(DataType.FLOAT, input.shape());
    INDArray dw = Nd4j.createUninitialized(DataType.FLOAT, layer.shapes().get(FusedLayer.WEIGHT));
    Nd4j.exec(
        convolution("conv2d_bp")
            .addInputs(input, parameter(FusedLayer.WEIGHT), dy)
            .addOutputs(dx, dw)
            .build());
    gradient(FusedLayer.WEIGHT).assign(dw);
    INDArray out = inputGradient(workspace, layer.first ? new long[] {1} : input.shape());
    return new Pair<>(gradients(), layer.first ? out : out.assign(dx));
  }
}
