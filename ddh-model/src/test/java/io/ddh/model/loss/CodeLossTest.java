package io.ddh.model.loss;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CNNH's squared error to the codes of the batch's rows, and its gradient. */
class CodeLossTest {
  @ParameterizedTest
  @CsvSource({"1,3", "6,5"})
  void valueAndGradient(int n, int bits) {
    double[] codes = new double[n * bits];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = i % 3 - 0.5;
    }
    CodeLoss loss = new CodeLoss(codes);
    LossCheck.random(loss, n, bits, 2, 1, n)
        .check(
            loss,
            1e-5,
            batch -> {
              double sum = 0;
              for (int i = 0; i < n * bits; i++) {
                double target = Math.signum(codes[batch.rows[i / bits] * bits + i % bits]);
                sum += Math.pow(batch.outputs[i] - target, 2);
              }
              return sum / bits;
            });
  }
}
