package io.ddh.model.loss;

/**
 * Loss of CNNH's network (Xia et al., AAAI 2014): the mean squared error to given codes of ±1, over
 * the bits of each image.
 *
 * @param codes codes of all rows of the training set, N×K; their signs are the targets
 */
public record CodeLoss(double[] codes) implements HashLoss {
  @Override
  public double value(LossBatch batch) {
    int bits = batch.bits();
    double sum = 0;
    for (int i = 0; i < batch.outputs().length; i++) {
      int row = batch.rows()[i / bits];
      double error = batch.outputs()[i] - (codes[row * bits + i % bits] > 0 ? 1 : -1);
      sum += error * error;
      if (batch.learns()) {
        batch.gradient()[i] = (float) (2 * error / bits);
      }
    }
    return sum / bits;
  }
}
