package io.ddh.model.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.model.FormulaValues;
import io.ddh.model.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DeepHash's loss pair by pair, its gradient by central differences, and against PyTorch. */
class ExponentialLossTest {
  private static final ExponentialLoss LOSS = new ExponentialLoss();

  /** Pair by pair, with given signs. */
  private static double naive(double[] f, double[] h, int[] labels, IntPredicate judged) {
    int n = labels.length;
    int bits = f.length / n;
    double[] sum = new double[2];
    int[] count = new int[2];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (judged.test(i) || judged.test(j)) {
          double p = 0;
          for (int k = 0; k < bits; k++) {
            double fi = f[i * bits + k];
            double fj = f[j * bits + k];
            p += (Math.tanh(fi) * h[j * bits + k] + h[i * bits + k] * Math.tanh(fj)) / 2 / bits;
          }
          int kind = labels[i] == labels[j] ? 1 : 0;
          sum[kind] += Math.exp(kind == 1 ? -p : p);
          count[kind]++;
        }
      }
    }
    return IntStream.range(0, 2).mapToDouble(q -> count[q] == 0 ? 0 : sum[q] / count[q] / 2).sum();
  }

  private static double[] signs(double[] f) {
    return Arrays.stream(f).map(v -> v > 0 ? 1 : -1).toArray();
  }

  @ParameterizedTest
  @CsvSource({"2,1,1,1", "5,3,2,2", "17,12,4,3", "33,7,9,4"})
  void valueAndGradient(int n, int bits, int people, long seed) {
    LossCheck batch = LossCheck.random(LOSS, n, bits, people, 2, seed);
    double[] h = signs(batch.outputs); // frozen: the differences may cross 0
    for (LossCheck its : List.of(batch, batch.judging(i -> i == 1))) {
      its.check(LOSS, 1e-5, b -> n * naive(b.outputs, h, b.labels, b.judged));
    }
  }

  @Test
  void eachKindWeighsOneHalf() {
    // outputs of 0: all products are 0 and all exponentials 1
    double[] f = new double[6 * 4];
    assertThat(value(LossCheck.of(f, 1, 1, 1, 1, 1, 2))).isCloseTo(6, within(1e-9));
    assertThat(value(LossCheck.of(f, 1, 2, 3, 4, 5, 6)))
        .as("no similar pair")
        .isCloseTo(3, within(1e-9));
    assertThat(value(LossCheck.of(f, 0, 0, 0, 0, 0, 0)))
        .as("no dissimilar pair")
        .isCloseTo(3, within(1e-9));
    assertThat(value(LossCheck.of(new double[4], 0))).isZero();
    assertThat(value(LossCheck.of(f, 0, 0, 0, 0, 0, 0).judging(i -> false))).isZero();
  }

  private static double value(LossCheck batch) {
    return batch.compute(LOSS).value();
  }

  @Test
  void pullsOneClassTogetherAndTwoApart() {
    double[] gradient =
        LossCheck.of(new double[] {0.3, 0.2, -0.1}, 1, 1, 2).compute(LOSS).gradient();
    // descent goes against the gradient: 0 and 1 up (like each other, unlike 2), 2 down
    assertThat(gradient[0]).isNegative();
    assertThat(gradient[1]).isNegative();
    assertThat(gradient[2]).isPositive();
  }

  /** Values of src/test/reference/deephash.py. */
  @ParameterizedTest
  @CsvSource({"mixed,13,5,4", "large,37,12,3", "different,6,4,6", "one-class,5,7,1"})
  void equalsTheReferenceScript(String name, int n, int bits, int classes) {
    Reference reference = Reference.read("/reference/deephash.txt");
    double[] u = FormulaValues.uniform(name + "/outputs", n * bits);
    double[] f = Arrays.stream(u).map(v -> 4 * v - 2).toArray();
    int[] labels = IntStream.range(0, n).map(i -> i % classes).toArray();
    LossCheck.Found found = LossCheck.of(f, labels).compute(LOSS);
    double[] gradient = Arrays.stream(found.gradient()).map(g -> g / n).toArray();
    reference.check(name, "pairs", "loss", new double[] {found.value() / n}, 1e-6, 0);
    reference.check(name, "pairs", "gradient", gradient, 1e-6, 0);
  }
}
