package io.ddh.model.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Computes a {@link DivideEncode} layer using ND4J operations. */
final class OpsDivideEncode extends OpsImpl<DivideEncode> {
  private double penalty;
  private boolean known; // the penalty is read from the device only when needed

  OpsDivideEncode(NeuralNetConfiguration conf, DataType type, DivideEncode layer) {
    super(conf, type, layer);
  }

  private INDArray flatWeights() {
    return parameter(FusedLayer.WEIGHT).reshape((long) layer.bits * layer.group);
  }

  @Override
  double penalty() {
    if (!known) {
      double mean = Transforms.abs(active.get(), true).meanNumber().doubleValue();
      penalty = layer.quantization * layer.bits * (1 - mean);
      known = true;
    }
    return penalty;
  }

  @Override
  void forward(boolean training, int n, INDArray out) {
    INDArray products = input.mulRowVector(flatWeights());
    raw.copy(products.reshape('c', n, layer.bits, layer.group).sum(2));
    raw.get().addiRowVector(parameter(FusedLayer.BIAS));
    INDArray z = normalizeRows(training);
    Transforms.tanh(z, false);
    known = layer.quantization == 0;
    penalty = 0;
    out.assign(z);
  }

  @Override
  void backward(int n, INDArray epsilon, INDArray dx) {
    INDArray b = active.get();
    INDArray g = epsilon.sub(Transforms.sign(b, true).muli(layer.quantization));
    g = normalizeBack(g.muli(b.mul(b).rsubi(1)));
    // The gradient of each bit, repeated for each input of its group.
    INDArray spread = g.reshape('c', g.length(), 1).repeat(1, layer.group);
    spread = spread.reshape('c', input.shape());
    INDArray dw = spread.mul(input).sum(0);
    gradient(FusedLayer.WEIGHT).assign(dw.reshape('c', layer.bits, layer.group));
    dx.assign(spread.muliRowVector(flatWeights()));
  }
}
