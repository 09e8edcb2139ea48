package io.ddh.model.loss;

/**
 * Loss of CSQ (Yuan et al., CVPR 2020). With u = tanh(outputs), it is the mean over the bits of the
 * binary cross entropy of (u+1)/2 against the word of the image's person, plus quantization times
 * the mean of (|u|−1)². Since (tanh a + 1)/2 is the logistic function of 2a, the cross entropy is
 * log(1 + exp(−2ca)) for the bit c = ±1, which is finite for all outputs.
 *
 * @param words words of ±1 for each person, M×K
 * @param quantization weight of the second term
 */
public record CentralSimilarityLoss(float[] words, double quantization) implements HashLoss {
  @Override
  public double value(LossBatch batch) {
    int bits = batch.bits();
    double sum = 0;
    for (int i = 0; i < batch.outputs().length; i++) {
      double a = batch.outputs()[i];
      double ca = words[batch.labels()[i / bits] * bits + i % bits] * a;
      double e = Math.exp(-2 * Math.abs(ca));
      double u = Math.tanh(a);
      double off = Math.abs(u) - 1;
      sum += Math.log1p(e) + Math.max(0, -2 * ca) + quantization * off * off;
      if (batch.learns()) {
        double wrong = (ca > 0 ? e : 1) / (1 + e); // logistic function of −2ca
        double cross = -2 * wrong * words[batch.labels()[i / bits] * bits + i % bits];
        double pull = 2 * quantization * off * Math.signum(u) * (1 - u * u);
        batch.gradient()[i] = (float) ((cross + pull) / bits);
      }
    }
    return sum / bits;
  }
}
