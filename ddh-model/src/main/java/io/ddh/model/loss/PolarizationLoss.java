package io.ddh.model.loss;

/**
 * Loss of DPN (Fan et al., IJCAI 2020): Σ_k max(0, margin − v_k·c_k) for the outputs v of an image
 * and the word c of its person.
 *
 * @param words words of ±1 for each person, M×K
 * @param margin the margin
 */
public record PolarizationLoss(float[] words, double margin) implements HashLoss {
  @Override
  public double value(LossBatch batch) {
    int bits = batch.bits();
    double sum = 0;
    for (int i = 0; i < batch.outputs().length; i++) {
      float c = words[batch.labels()[i / bits] * bits + i % bits];
      double gap = margin - batch.outputs()[i] * c;
      sum += Math.max(0, gap);
      if (gap > 0 && batch.learns()) {
        batch.gradient()[i] = -c;
      }
    }
    return sum;
  }
}
