package io.ddh.model.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * {@link ConvBlock} by ND4J operations. The pool is four strided views and their maximum, not
 * ND4J's own: so ties go to the first of (0,0), (0,1), (1,0), (1,1) on every backend.
 */
final class OpsConvBlock extends FusedImpl<ConvBlock> {
  private static final int CORNERS = 4;

  private final ConvBlock layer;
  private final int o; // side of the map
  private final int p; // side of the pooled map
  private final OpsNorm norm = new OpsNorm();
  private final Kept map = new Kept(); // n×o×o×co, before the norm
  private final Kept peak = new Kept(); // (n·p·p)×co: sign(γ)·v at the pool's winner

  OpsConvBlock(NeuralNetConfiguration conf, DataType type, ConvBlock layer) {
    super(conf, type);
    this.layer = layer;
    o = layer.h - layer.k + 1;
    p = layer.side();
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

  /** Corner q of each 2×2 window of a map, a view; an odd map's last row and column are in none. */
  private INDArray corner(INDArray maps, int q) {
    return maps.get(
        NDArrayIndex.all(),
        NDArrayIndex.interval(q / 2, 2, 2L * p),
        NDArrayIndex.interval(q % 2, 2, 2L * p),
        NDArrayIndex.all());
  }

  /** −1 for γ < 0, else 1. */
  private INDArray sign() {
    return parameter(FusedLayer.GAMMA).lt(0).castTo(DataType.FLOAT).muli(-2).addi(1);
  }

  private INDArray signedCorner(int q, INDArray sign) {
    return rows(corner(map.get(), q).dup('c')).muliRowVector(sign);
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
    INDArray sign = sign();
    peak.copy(signedCorner(0, sign));
    for (int q = 1; q < CORNERS; q++) {
      peak.get().assign(Transforms.max(peak.get(), signedCorner(q, sign), true));
    }
    INDArray z = norm.applySigned(peak.get().dup());
    Transforms.relu(z, false);
    return output(workspace, n, p, p, layer.co).assign(z.reshape('c', n, p, p, layer.co));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspace) {
    long n = input.size(0);
    INDArray sign = sign();
    INDArray open = norm.applySigned(peak.get().dup()).gt(0).castTo(DataType.FLOAT);
    INDArray g = open.muli(rows(epsilon.dup('c')));
    INDArray winners = peak.get().mulRowVector(sign);
    INDArray dy = norm.backward(this, g, winners, rows(map.get()));
    dy = dy.reshape('c', n, o, o, layer.co);
    INDArray share = g.muliRowVector(norm.scale());
    for (int q = 0; q < CORNERS; q++) {
      INDArray won = peak.get().eq(signedCorner(q, sign)).castTo(DataType.FLOAT).muli(share);
      corner(dy, q).addi(won.reshape('c', n, p, p, layer.co));
      share.subi(won); // nothing is left for later corners that tie
    }
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
