package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DeepHash's loss pair by pair, its gradient by central differences, and against PyTorch. */
class ExponentialLossTest {
  private static final double STEP = 1e-6;
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

  private static boolean all(int row) {
    return true;
  }

  private static double[] signs(double[] f) {
    return Arrays.stream(f).map(v -> v > 0 ? 1 : -1).toArray();
  }

  @ParameterizedTest
  @CsvSource({"2,1,1,1", "5,3,2,2", "17,12,4,3", "33,7,9,4"})
  void valueAndGradient(int n, int bits, int people, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = random.ints(n, 0, people).toArray();
    double[] f = random.doubles((long) n * bits).map(v -> (float) (4 * v - 2)).toArray();
    double[] h = signs(f); // frozen: the differences may cross 0
    for (IntPredicate judged : List.<IntPredicate>of(ExponentialLossTest::all, i -> i == 1)) {
      float[] gradient = new float[f.length];
      double value = LOSS.value(floats(f), labels, judged, gradient);
      assertThat(value).isCloseTo(naive(f, h, labels, judged), within(1e-6));
      for (int i = 0; i < f.length; i++) {
        double keep = f[i];
        f[i] = keep + STEP;
        double up = naive(f, h, labels, judged);
        f[i] = keep - STEP;
        double down = naive(f, h, labels, judged);
        f[i] = keep;
        assertThat((double) gradient[i]).isCloseTo((up - down) / (2 * STEP), within(1e-7));
      }
    }
  }

  @Test
  void eachKindWeighsOneHalf() {
    // outputs of 0: all products are 0 and all exponentials 1
    float[] f = new float[6 * 4];
    assertThat(LOSS.value(f, new int[] {1, 1, 1, 1, 1, 2}, ExponentialLossTest::all, f.clone()))
        .isCloseTo(1, within(1e-9));
    assertThat(LOSS.value(f, new int[] {1, 2, 3, 4, 5, 6}, ExponentialLossTest::all, f.clone()))
        .as("no similar pair")
        .isCloseTo(0.5, within(1e-9));
    assertThat(LOSS.value(f, new int[6], ExponentialLossTest::all, f.clone()))
        .as("no dissimilar pair")
        .isCloseTo(0.5, within(1e-9));
    assertThat(LOSS.value(new float[4], new int[1], ExponentialLossTest::all, new float[4]))
        .isZero();
    assertThat(LOSS.value(f, new int[6], i -> false, new float[0])).isZero();
  }

  @Test
  void pullsOneClassTogetherAndTwoApart() {
    float[] f = {0.3f, 0.2f, -0.1f};
    float[] gradient = new float[3];
    LOSS.value(f, new int[] {1, 1, 2}, ExponentialLossTest::all, gradient);
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
    float[] gradient = new float[f.length];
    double value = LOSS.value(floats(f), labels, ExponentialLossTest::all, gradient);
    double[] found = IntStream.range(0, f.length).mapToDouble(i -> gradient[i]).toArray();
    reference.check(name, "pairs", "loss", new double[] {value}, 1e-6, 0);
    reference.check(name, "pairs", "gradient", found, 1e-6, 0);
  }

  private static float[] floats(double[] v) {
    float[] out = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = (float) v[i];
    }
    return out;
  }
}
