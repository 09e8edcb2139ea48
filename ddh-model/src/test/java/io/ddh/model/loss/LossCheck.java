package io.ddh.model.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.model.kernel.Lanes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/**
 * A batch for tests of losses, and the check of a gradient by central differences of a naive
 * double-precision function.
 */
final class LossCheck {
  private static final double STEP = 1e-6;

  final double[] outputs;
  final int[] labels;
  final int[] rows;
  final IntPredicate judged;
  final Map<String, double[]> parameters = new LinkedHashMap<>();

  private LossCheck(double[] outputs, int[] labels, int[] rows, IntPredicate judged) {
    this.outputs = outputs;
    this.labels = labels;
    this.rows = rows;
    this.judged = judged;
  }

  /** Outputs in [−bound, bound), people and row numbers at random, and parameters in [−1, 1). */
  static LossCheck random(HashLoss loss, int n, int bits, int people, double bound, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LossCheck out =
        new LossCheck(
            floats(random, n * bits, bound),
            random.ints(n, 0, people).toArray(),
            random.ints(n, 0, n).toArray(),
            row -> true);
    for (LossParameter its : loss.parameters()) {
      out.parameters.put(its.name(), floats(random, its.rows() * its.columns(), 1));
    }
    return out;
  }

  /** The same batch, of which only some images count. */
  LossCheck judging(IntPredicate some) {
    return new LossCheck(outputs, labels, rows, some);
  }

  static LossCheck of(double[] outputs, int... labels) {
    return new LossCheck(outputs, labels, new int[labels.length], row -> true);
  }

  private static double[] floats(SplittableRandom random, int n, double bound) {
    return random.doubles(n).map(v -> (float) ((2 * v - 1) * bound)).toArray();
  }

  int size() {
    return labels.length;
  }

  /** Value and gradients of a loss for this batch. */
  record Found(double value, double[] gradient, Map<String, double[]> gradients) {}

  Found compute(HashLoss loss) {
    Map<String, float[]> values = new HashMap<>();
    Map<String, float[]> gradients = new HashMap<>();
    parameters.forEach((name, v) -> values.put(name, floats(v)));
    parameters.forEach((name, v) -> gradients.put(name, new float[v.length]));
    float[] g = new float[outputs.length];
    Lanes lanes = new Lanes(2);
    double value =
        loss.value(
            new LossBatch(lanes, floats(outputs), labels, rows, judged, g, values, gradients));
    LossBatch validation =
        new LossBatch(lanes, floats(outputs), labels, rows, judged, new float[0], values, Map.of());
    assertThat(loss.value(validation)).as("validation").isCloseTo(value, within(1e-9));
    Map<String, double[]> own = new HashMap<>();
    gradients.forEach((name, v) -> own.put(name, doubles(v)));
    return new Found(value, doubles(g), own);
  }

  /** Compares value and all gradients with a naive function of this batch. */
  void check(HashLoss loss, double tolerance, ToDoubleFunction<LossCheck> naive) {
    Found found = compute(loss);
    double expected = naive.applyAsDouble(this);
    assertThat(found.value).isCloseTo(expected, within(tolerance * Math.max(1, expected)));
    compare("outputs", found.gradient, outputs, tolerance, naive);
    parameters.forEach(
        (name, values) -> compare(name, found.gradients.get(name), values, tolerance, naive));
  }

  private void compare(
      String what,
      double[] found,
      double[] values,
      double tolerance,
      ToDoubleFunction<LossCheck> naive) {
    for (int i = 0; i < values.length; i++) {
      double keep = values[i];
      values[i] = keep + STEP;
      double up = naive.applyAsDouble(this);
      values[i] = keep - STEP;
      double down = naive.applyAsDouble(this);
      values[i] = keep;
      double expected = (up - down) / (2 * STEP);
      assertThat(found[i])
          .as("gradient of %s[%d]", what, i)
          .isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
    }
  }

  static float[] floats(double[] v) {
    float[] out = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = (float) v[i];
    }
    return out;
  }

  private static double[] doubles(float[] v) {
    double[] out = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = v[i];
    }
    return out;
  }
}
