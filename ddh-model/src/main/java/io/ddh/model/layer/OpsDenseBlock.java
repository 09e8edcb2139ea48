package io.ddh.model.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Computes a {@link DenseBlock} using ND4J operations. */
final class OpsDenseBlock extends OpsImpl<DenseBlock> {

  OpsDenseBlock(NeuralNetConfiguration conf, DataType type, DenseBlock layer) {
    super(conf, type, layer);
  }

  @Override
  void forward(boolean training, int n, INDArray out) {
    raw.copy(rows(input, layer.in).mmul(parameter(FusedLayer.WEIGHT)));
    raw.get().addiRowVector(parameter(FusedLayer.BIAS));
    INDArray z = normalizeRows(training);
    Transforms.relu(z, false);
    out.assign(z);
  }

  @Override
  void backward(int n, INDArray epsilon, INDArray dx) {
    INDArray g = normalizeBack(epsilon.mul(active.get().gt(0).castTo(DataType.FLOAT)));
    gradient(FusedLayer.WEIGHT).assign(rows(input, layer.in).transpose().mmul(g));
    rows(dx, layer.in).assign(g.mmul(parameter(FusedLayer.WEIGHT).transpose()));
  }
}
