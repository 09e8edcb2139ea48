package io.ddh.model.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.OutputLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.shape.OneHot;
import org.nd4j.linalg.factory.Nd4j;

/** {@link SoftmaxOutput} by ND4J operations: DL4J's own layer behind one-hot labels. */
final class OpsSoftmaxOutput extends OutputLayer {
  OpsSoftmaxOutput(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public void setLabels(INDArray classes) {
    int count = (int) layerConf().getNOut();
    INDArray numbers = classes.reshape(classes.length()).castTo(DataType.INT32);
    super.setLabels(Nd4j.exec(new OneHot(numbers, count, -1, 1, 0, DataType.FLOAT))[0]);
  }
}
