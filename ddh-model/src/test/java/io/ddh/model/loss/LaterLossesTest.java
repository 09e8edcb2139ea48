package io.ddh.model.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.model.FormulaValues;
import io.ddh.model.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The losses of the rows beyond the paper: values of src/test/reference/losses.py and gradients by
 * its central differences.
 */
class LaterLossesTest {
  private static final Reference NUMPY = Reference.read("/reference/losses.txt");

  /** Float arithmetic with a scale of up to 64, against differences in double precision. */
  private static final double TOLERANCE = 2e-5;

  private record Case(String key, String row, int n, int bits, int people) {
    private double bound() {
      return row.equals("cosface") ? 1 : 2;
    }

    private HashLoss loss() {
      double[] u = FormulaValues.uniform(key + "/words", people * bits);
      float[] words = LossCheck.floats(Arrays.stream(u).map(v -> v > 0.5 ? 1 : -1).toArray());
      return switch (row) {
        case "greedyhash" -> new GreedyLoss(new SoftmaxLoss(bits, people, 1, 0), 0.1);
        case "csq" -> new CentralSimilarityLoss(words, 1e-4);
        case "dpn" -> new PolarizationLoss(words, 1);
        case "orthohash" -> new CosineLoss(words, people, bits, 8, 0.2, 0);
        case "cosface" -> new CosineLoss(new float[0], people, bits, 64, 0.35, 0.01 / bits);
        default -> new CentreLoss(bits, people, 0.25, 0.1, 0.01);
      };
    }

    private double[] uniform(String name, int size, double bound) {
      double[] u = FormulaValues.uniform(key + "/" + name, size);
      return Arrays.stream(u).map(v -> bound * (2 * v - 1)).toArray();
    }

    private LossCheck batch() {
      int[] labels = IntStream.range(0, n).map(i -> i % people).toArray();
      LossCheck out = LossCheck.of(uniform("outputs", n * bits, bound()), labels);
      for (LossParameter its : loss().parameters()) {
        int size = its.rows() * its.columns();
        out.parameters.put(its.name(), uniform(its.name(), size, 1));
      }
      return out;
    }
  }

  static Stream<Case> cases() {
    return Stream.of("greedyhash", "csq", "dpn", "orthohash", "cosface", "dcdh")
        .flatMap(
            row -> Stream.of(new Case("small", row, 5, 4, 3), new Case("wide", row, 9, 12, 7)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsTheReferenceScript(Case c) {
    LossCheck.Found found = c.batch().compute(c.loss());
    NUMPY.check(c.key, c.row, "loss", new double[] {found.value()}, TOLERANCE, 0);
    NUMPY.check(c.key, c.row, "outputs", found.gradient(), TOLERANCE, 0);
    for (Map.Entry<String, double[]> own : found.gradients().entrySet()) {
      NUMPY.check(c.key, c.row, own.getKey(), own.getValue(), TOLERANCE, 0);
    }
  }

  /** Large outputs, where an exponential would overflow, and outputs of 0. */
  @ParameterizedTest
  @MethodSource("cases")
  void staysFinite(Case c) {
    for (double size : List.of(0.0, 1.0, c.bound() < 2 ? 1.0 : 1e4)) {
      LossCheck batch = c.batch();
      for (int i = 0; i < batch.outputs.length; i++) {
        batch.outputs[i] = size * Math.signum(batch.outputs[i]);
      }
      LossCheck.Found found = batch.compute(c.loss());
      assertThat(found.value()).isFinite();
      for (double g : found.gradient()) {
        assertThat(g).isFinite();
      }
    }
  }
}
