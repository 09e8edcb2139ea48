package io.ddh.model;

import io.ddh.model.kernel.OffHeap;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Adapts a {@link BatchLoss} to Deeplearning4j's interface. Labels are n×1 identity numbers, and
 * the output layer has no activation. Gradients are n times those of the loss, because the updater
 * divides by n.
 *
 * @param loss the adapted loss
 */
record PairLossFunction(BatchLoss loss) implements ILossFunction {
  private double value(INDArray labels, INDArray outputs, float[] gradient) {
    float[] people = OffHeap.values(OffHeap.contiguousOrCopy(labels));
    int[] numbers = new int[people.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (int) people[i];
    }
    return loss.value(
        OffHeap.values(OffHeap.contiguousOrCopy(outputs)), numbers, row -> true, gradient);
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray outputs, IActivation activation, INDArray mask, boolean average) {
    return value(labels, outputs, new float[0]) * (average ? 1 : labels.size(0));
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray outputs, IActivation activation, INDArray mask) {
    return computeGradientAndScore(labels, outputs, activation, mask, true).getSecond();
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray outputs, IActivation activation, INDArray mask, boolean average) {
    int n = (int) labels.size(0);
    float[] gradient = new float[(int) outputs.length()];
    double score = value(labels, outputs, gradient);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= n;
    }
    INDArray out = Nd4j.createUninitialized(DataType.FLOAT, n, outputs.size(1));
    OffHeap.assign(out, gradient);
    return new Pair<>(average ? score : score * n, out);
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray outputs, IActivation activation, INDArray mask) {
    throw new UnsupportedOperationException("a loss over pairs has no score per image");
  }

  @Override
  public String name() {
    return "pair loss";
  }
}
