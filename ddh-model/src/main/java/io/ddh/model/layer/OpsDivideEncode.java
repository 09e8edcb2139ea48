package io.ddh.model.layer;

import io.ddh.model.kernel.Moments;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link DivideEncode} by ND4J operations. */
final class OpsDivideEncode extends DivideEncode.Impl {
  private final DivideEncode layer;
  private final OpsNorm norm = new OpsNorm();
  private final Kept raw = new Kept();
  private final Kept codes = new Kept();
  private double penalty;
  private boolean known; // the penalty is read from the device only if somebody asks for it

  OpsDivideEncode(NeuralNetConfiguration conf, DataType type, DivideEncode layer) {
    super(conf, type);
    this.layer = layer;
  }

  private INDArray flatWeights() {
    return parameter(FusedLayer.WEIGHT).reshape((long) layer.bits * layer.group);
  }

  @Override
  public double penalty() {
    if (!known) {
      double mean = Transforms.abs(codes.get(), true).meanNumber().doubleValue();
      penalty = layer.quantization * layer.bits * (1 - mean);
      known = true;
    }
    return penalty;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
    long n = input.size(0);
    INDArray products = input.mulRowVector(flatWeights());
    raw.copy(products.reshape('c', n, layer.bits, layer.group).sum(2));
    raw.get().addiRowVector(parameter(FusedLayer.BIAS));
    INDArray z = codes.copy(raw.get());
    if (layer.normalized) {
      normalize(training, norm, raw.get());
      norm.apply(z);
    }
    Transforms.tanh(z, false);
    known = layer.quantization == 0;
    penalty = 0;
    return output(workspace, z.shape()).assign(z);
  }

  @Override
  Moments moments() {
    return norm.moments();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspace) {
    INDArray b = codes.get();
    INDArray g = epsilon.sub(Transforms.sign(b, true).muli(layer.quantization));
    g.muli(b.mul(b).rsubi(1));
    if (layer.normalized) {
      INDArray rest = norm.backward(this, g, raw.get(), raw.get());
      g = rest.addi(g.muliRowVector(norm.scale()));
      gradient(FusedLayer.BIAS).assign(0);
    } else {
      gradient(FusedLayer.BIAS).assign(g.sum(0));
    }
    // A bit's gradient, once for each input of its group.
    INDArray spread = g.reshape('c', g.length(), 1).repeat(1, layer.group);
    spread = spread.reshape('c', input.shape());
    INDArray dw = spread.mul(input).sum(0);
    gradient(FusedLayer.WEIGHT).assign(dw.reshape('c', layer.bits, layer.group));
    INDArray dx = inputGradient(workspace, input.shape());
    dx.assign(spread.muliRowVector(flatWeights()));
    return new Pair<>(gradients(), dx);
  }
}
