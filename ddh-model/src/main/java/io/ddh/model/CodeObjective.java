package io.ddh.model;

/**
 * An objective whose targets are given codes of ±1. Epochs are compared by the mean squared error
 * of the validation rows.
 *
 * @param bits code length K
 * @param codes codes of all rows of the training set, N×K; their signs are the targets
 * @param watched validation rows, by whose loss epochs are compared
 */
record CodeObjective(int bits, double[] codes, int[] watched) implements Objective {
  @Override
  public int width() {
    return bits;
  }

  @Override
  public void target(int row, float[] out) {
    for (int k = 0; k < bits; k++) {
      out[k] = sign(row, k);
    }
  }

  private float sign(int row, int k) {
    return codes[row * bits + k] > 0 ? 1 : -1;
  }

  @Override
  public double loss(float[] outputs, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      for (int k = 0; k < bits; k++) {
        double error = outputs[(i - from) * bits + k] - sign(watched[i], k);
        sum += error * error;
      }
    }
    return sum / bits;
  }
}
