package io.ddh.model;

import io.ddh.core.TrainingSet;

/**
 * Objective of a classifier with one class per identity. Epochs are compared by the cross entropy
 * of the validation rows.
 */
record SoftmaxObjective(TrainingSet data) implements Objective {
  private static final double SMALLEST = 1e-30;

  @Override
  public void target(int row, float[] out) {
    out[0] = data.labels()[row];
  }

  @Override
  public int[] watched() {
    return data.validation();
  }

  @Override
  public double loss(float[] outputs, int from, int to) {
    int m = data.identities();
    double sum = 0;
    for (int i = from; i < to; i++) {
      double likelihood = outputs[(i - from) * m + data.labels()[data.validation()[i]]];
      sum -= Math.log(Math.max(likelihood, SMALLEST));
    }
    return sum;
  }
}
