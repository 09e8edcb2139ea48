package io.ddh.model.loss;

import java.util.List;

/**
 * Loss of GreedyHash (Su et al., NeurIPS 2018): the cross entropy of a softmax on the signs of the
 * outputs h, whose gradient is handed to h unchanged, plus α·mean_k ||h_k|−1|³ per image.
 *
 * @param classifier the softmax on the signs
 * @param alpha weight α
 */
public record GreedyLoss(SoftmaxLoss classifier, double alpha) implements HashLoss {
  @Override
  public List<LossParameter> parameters() {
    return classifier.parameters();
  }

  @Override
  public double value(LossBatch batch) {
    float[] h = batch.outputs();
    float[] signs = new float[h.length];
    for (int i = 0; i < h.length; i++) {
      signs[i] = h[i] > 0 ? 1 : -1;
    }
    double sum = classifier.value(batch.withOutputs(signs));
    double weight = alpha / batch.bits();
    for (int i = 0; i < h.length; i++) {
      double off = Math.abs(h[i]) - 1;
      sum += weight * Math.abs(off * off * off);
      if (batch.learns()) {
        batch.gradient()[i] += (float) (weight * 3 * off * Math.abs(off) * signs[i]);
      }
    }
    return sum;
  }
}
