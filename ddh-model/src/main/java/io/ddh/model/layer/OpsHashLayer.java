package io.ddh.model.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Computes a {@link HashLayer} using ND4J operations. */
final class OpsHashLayer extends OpsImpl<HashLayer> {
  OpsHashLayer(NeuralNetConfiguration conf, DataType type, HashLayer layer) {
    super(conf, type, layer);
  }

  private INDArray flatWeights() {
    return parameter(FusedLayer.WEIGHT).reshape((long) layer.bits * layer.group);
  }

  @Override
  void forward(boolean training, int n, INDArray out) {
    if (layer.head.group() == 0) {
      raw.copy(rows(input, layer.group).mmul(parameter(FusedLayer.WEIGHT).transpose()));
    } else {
      INDArray products = input.mulRowVector(flatWeights());
      raw.copy(products.reshape('c', n, layer.bits, layer.group).sum(2));
    }
    raw.get().addiRowVector(parameter(FusedLayer.BIAS));
    INDArray z = normalizeRows(training);
    if (layer.head.tanh()) {
      Transforms.tanh(z, false);
    }
    out.assign(z);
  }

  @Override
  void backward(int n, INDArray epsilon, INDArray dx) {
    INDArray b = active.get();
    INDArray g = layer.head.tanh() ? epsilon.mul(b.mul(b).rsubi(1)) : epsilon.dup();
    g = normalizeBack(g);
    if (layer.head.group() == 0) {
      gradient(FusedLayer.WEIGHT).assign(g.transpose().mmul(rows(input, layer.group)));
      rows(dx, layer.group).assign(g.mmul(parameter(FusedLayer.WEIGHT)));
      return;
    }
    // The gradient of each bit, repeated for each input of its group.
    INDArray spread = g.reshape('c', g.length(), 1).repeat(1, layer.group);
    spread = spread.reshape('c', input.shape());
    INDArray dw = spread.mul(input).sum(0);
    gradient(FusedLayer.WEIGHT).assign(dw.reshape('c', layer.bits, layer.group));
    dx.assign(spread.muliRowVector(flatWeights()));
  }
}
