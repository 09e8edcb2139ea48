package io.ddh.model.layer;

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

/** {@link ConvBlock} by ND4J operations. */
final class OpsConvBlock extends FusedImpl<ConvBlock> {
  private final ConvBlock layer;
  private final int o; // side of the map
  private final int p; // side of the pooled map
  private final OpsNorm norm = new OpsNorm();
  private final Kept map = new Kept(); // n×o×o×co, before the norm
  private final OpsPool2 pool;

  OpsConvBlock(NeuralNetConfiguration conf, DataType type, ConvBlock layer) {
    super(conf, type);
    this.layer = layer;
    o = layer.h - layer.k + 1;
    p = layer.side();
    pool = new OpsPool2(p, layer.co);
  }

  private DynamicCustomOp.DynamicCustomOpsBuilder convolution(String name) {
    int k = layer.k;
    int valid = 0;
    int channelsLast = 1;
    int weightsAsOurs = 0; // k×k×ci×co
    return DynamicCustomOp.builder(name)
        .addIntegerArguments(k, k, 1, 1, 0, 0, 1, 1, valid, channelsLast, weightsAsOurs);
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
    // The bias only moves the mean that batch norm subtracts again: left out, as in the kernels.
    Nd4j.exec(
        convolution("conv2d")
            .addInputs(input, parameter(FusedLayer.WEIGHT))
            .addOutputs(map.shaped(n, o, o, layer.co))
            .build());
    normalize(training, norm, rows(map.get()));
    pool.find(map.get(), sign());
    INDArray z = norm.applySigned(pool.peak().dup());
    Transforms.relu(z, false);
    return output(workspace, n, p, p, layer.co).assign(z.reshape('c', n, p, p, layer.co));
  }

  @Override
  Moments moments() {
    return norm.moments();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspace) {
    long n = input.size(0);
    INDArray sign = sign();
    INDArray open = norm.applySigned(pool.peak().dup()).gt(0).castTo(DataType.FLOAT);
    INDArray g = open.muli(rows(epsilon.dup('c')));
    INDArray winners = pool.peak().mulRowVector(sign);
    INDArray dy = norm.backward(this, g, winners, rows(map.get()));
    dy = dy.reshape('c', n, o, o, layer.co);
    INDArray share = g.muliRowVector(norm.scale());
    pool.spread(map.get(), sign, share, dy);
    INDArray dx = Nd4j.createUninitialized(DataType.FLOAT, input.shape());
    INDArray dw = Nd4j.createUninitialized(DataType.FLOAT, layer.shapes().get(FusedLayer.WEIGHT));
    Nd4j.exec(
        convolution("conv2d_bp")
            .addInputs(input, parameter(FusedLayer.WEIGHT), dy)
            .addOutputs(dx, dw)
            .build());
    gradient(FusedLayer.WEIGHT).assign(dw);
    gradient(FusedLayer.BIAS).assign(0);
    INDArray out = inputGradient(workspace, layer.first ? new long[] {1} : input.shape());
    return new Pair<>(gradients(), layer.first ? out : out.assign(dx));
  }
}
