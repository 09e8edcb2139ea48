package io.ddh.model.loss;

import java.util.function.IntPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loss of DSH pair by pair, and its gradient by central differences. */
class PairLossTest {
  private static double naive(PairLoss loss, LossCheck batch) {
    int n = batch.size();
    int bits = batch.outputs.length / n;
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (batch.judged.test(i) || batch.judged.test(j)) {
          double d2 = 0;
          double quantization = 0;
          for (int k = 0; k < bits; k++) {
            double x = batch.outputs[i * bits + k];
            double y = batch.outputs[j * bits + k];
            d2 += (x - y) * (x - y);
            quantization += Math.abs(Math.abs(x) - 1) + Math.abs(Math.abs(y) - 1);
          }
          boolean same = batch.labels[i] == batch.labels[j];
          sum += same ? d2 / 2 : Math.max(loss.margin() - d2, 0) / 2;
          sum += loss.quantization() * quantization;
          pairs++;
        }
      }
    }
    return n * sum / pairs;
  }

  @ParameterizedTest
  @CsvSource({"2,1,1,1", "5,3,2,2", "17,12,4,3", "33,7,9,4"})
  void valueAndGradient(int n, int bits, int people, long seed) {
    PairLoss loss = new PairLoss(2 * bits, 0.05);
    // Outputs of both sides of ±1, and distances of both sides of the margin.
    LossCheck batch = LossCheck.random(loss, n, bits, people, 1.8, seed);
    IntPredicate some = i -> i % 3 == 0;
    batch.check(loss, 2e-4, its -> naive(loss, its));
    batch.judging(some).check(loss, 2e-4, its -> naive(loss, its));
  }
}
