package io.ddh.model.loss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DDH's loss image by image, its gradient by central differences, and its predictions. */
class SoftmaxLossTest {
  private static final double QUANTIZATION = 0.3;

  static double logit(LossCheck batch, int i, int c, int bits) {
    double z = batch.parameters.get("b")[c];
    for (int k = 0; k < bits; k++) {
      z += batch.parameters.get("W")[c * bits + k] * batch.outputs[i * bits + k];
    }
    return z;
  }

  private static double naive(int width, int identities, LossCheck batch) {
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      double all = 0;
      for (int c = 0; c < identities; c++) {
        all += Math.exp(logit(batch, i, c, width));
      }
      sum += Math.log(all) - logit(batch, i, batch.labels[i], width);
    }
    for (double v : batch.outputs) {
      sum += QUANTIZATION * Math.abs(Math.abs(v) - 1);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"1,3,2", "5,4,7", "17,12,53"})
  void valueAndGradient(int n, int bits, int people) {
    SoftmaxLoss loss = new SoftmaxLoss(bits, people, 1, QUANTIZATION);
    LossCheck.random(loss, n, bits, people, 1, n)
        .check(loss, 2e-5, its -> naive(bits, people, its));
  }

  @Test
  void predictsTheLargestLogit() {
    LossCheck batch = LossCheck.random(new SoftmaxLoss(3, 5, 1, 0), 40, 3, 5, 2, 3);
    float[] classifier = new float[5 * 3 + 5];
    System.arraycopy(LossCheck.floats(batch.parameters.get("W")), 0, classifier, 0, 15);
    System.arraycopy(LossCheck.floats(batch.parameters.get("b")), 0, classifier, 15, 5);
    float[] found = SoftmaxLoss.predict(LossCheck.floats(batch.outputs), 3, classifier);
    for (int i = 0; i < 40; i++) {
      for (int c = 0; c < 5; c++) {
        assertThat(logit(batch, i, (int) found[i], 3))
            .isGreaterThanOrEqualTo(logit(batch, i, c, 3));
      }
    }
  }
}
