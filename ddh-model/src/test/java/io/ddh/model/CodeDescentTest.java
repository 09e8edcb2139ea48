package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first stage of CNNH against forms that make the N×N matrices. */
class CodeDescentTest {
  /** N×N form: objective and one sweep, straight from the definition. */
  private static double naiveObjective(int[] labels, int bits, double[] codes) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < labels.length; j++) {
        double error = residual(labels, bits, codes, i, j) / bits;
        sum += error * error;
      }
    }
    return sum;
  }

  /** L_ij = (HHᵀ − K·S)_ij. */
  private static double residual(int[] labels, int bits, double[] codes, int i, int j) {
    double out = labels[i] == labels[j] ? -bits : bits;
    for (int k = 0; k < bits; k++) {
      out += codes[i * bits + k] * codes[j * bits + k];
    }
    return out;
  }

  private static void naiveSweep(int[] labels, int bits, double[] codes, int[] order) {
    for (int at : order) {
      int i = at / bits;
      int j = at % bits;
      double slope = 0;
      double length = 0;
      for (int r = 0; r < labels.length; r++) {
        double h = codes[r * bits + j];
        slope += residual(labels, bits, codes, i, r) * h;
        length += h * h;
      }
      double h = codes[at];
      double curvature = length + h * h + residual(labels, bits, codes, i, i);
      if (curvature > 0) {
        codes[at] = h + Math.max(-1 - h, Math.min(1 - h, -slope / curvature));
      } else {
        boolean low = model(slope, curvature, -1 - h) < model(slope, curvature, 1 - h);
        codes[at] = low ? -1 : 1;
      }
    }
  }

  private static double model(double slope, double curvature, double step) {
    return slope * step + curvature * step * step / 2;
  }

  private static int[] order(int n, SplittableRandom random) {
    int[] out = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      out[i] = out[j];
      out[j] = i;
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,1", "7,3,4,2", "30,5,12,3", "41,40,6,4", "60,2,3,5"})
  void equalsTheNaiveForm(int n, int classes, int bits, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = random.ints(n, 0, classes).toArray();
    CodeDescent fast = CodeDescent.random(labels, classes, bits, random);
    double[] codes = fast.codes();
    for (int sweep = 0; sweep < 5; sweep++) {
      int[] order = order(n * bits, random);
      double before = naiveObjective(labels, bits, codes);
      double[] start = codes.clone();
      naiveSweep(labels, bits, codes, order);
      boolean kept = naiveObjective(labels, bits, codes) <= before;
      if (!kept) {
        codes = start;
      }
      assertThat(fast.sweep(order)).isEqualTo(kept);
      assertThat(fast.codes()).containsExactly(codes, Offset.offset(1e-9));
      double objective = naiveObjective(labels, bits, codes);
      assertThat(fast.objective()).isCloseTo(objective, Offset.offset(1e-9 * n * n));
    }
  }

  @Test
  void neverRises() {
    for (long seed = 1; seed <= 20; seed++) {
      SplittableRandom random = new SplittableRandom(100 + seed);
      int n = 30 + random.nextInt(60);
      int[] labels = random.ints(n, 0, 6).toArray();
      CodeDescent descent = CodeDescent.random(labels, 6, 1 + random.nextInt(24), random);
      double before = descent.objective();
      double first = before;
      for (int sweep = 0; sweep < 10; sweep++) {
        descent.sweep(random);
        assertThat(descent.objective()).isLessThanOrEqualTo(before);
        before = descent.objective();
      }
      assertThat(before).as("seed %d", seed).isLessThan(first);
      assertThat(Arrays.stream(descent.codes()).map(Math::abs).max().orElse(0))
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void fewRowsGetCodesOfTheirClass() {
    SplittableRandom random = new SplittableRandom(5);
    int[] labels = {0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2};
    CodeDescent descent = CodeDescent.random(labels, 5, 48, random);
    for (int sweep = 0; sweep < 10; sweep++) {
      descent.sweep(random);
    }
    double[] codes = descent.codes();
    for (int i = 5; i < labels.length; i++) {
      double same = 0;
      for (int k = 0; k < 48; k++) {
        same += codes[i * 48 + k] * codes[labels[i] * 48 + k] > 0 ? 1 : 0;
      }
      assertThat(same).as("row %d", i).isGreaterThan(40);
    }
  }

  @Test
  void undoesASweepThatRises() {
    // Few rows of many bits: Newton steps overshoot where the curvature is small.
    int undone = 0;
    for (long seed = 1; seed <= 50_000; seed++) {
      SplittableRandom random = new SplittableRandom(1000 + seed);
      int bits = 2 + random.nextInt(6);
      int[] labels = random.ints(2 + random.nextInt(8), 0, 3).toArray();
      CodeDescent descent = CodeDescent.random(labels, 3, bits, random);
      for (int sweep = 0; sweep < 5; sweep++) {
        double[] before = descent.codes();
        double objective = descent.objective();
        if (!descent.sweep(order(labels.length * bits, random))) {
          undone++;
          assertThat(descent.codes()).isEqualTo(before);
          assertThat(descent.objective()).isEqualTo(objective);
        }
      }
    }
    assertThat(undone).isPositive();
  }

  /** Values of src/test/reference/cnnh.py (NumPy, N×N matrices, classes of different sizes). */
  @Test
  void equalsTheReferenceScript() throws IOException {
    Map<String, double[]> reference = new HashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                CodeDescentTest.class.getResourceAsStream("/reference/cnnh.txt"),
                StandardCharsets.US_ASCII))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ");
        double[] values = Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
        reference.put(words[0], values);
      }
    }
    int[] labels = ints(reference.get("labels"));
    double[] start = reference.get("start");
    double[] objectives = reference.get("objectives");
    int[] orders = ints(reference.get("orders"));
    CodeDescent descent = new CodeDescent(labels, 4, start.length / labels.length, start);
    assertThat(descent.objective()).isCloseTo(objectives[0], Offset.offset(1e-9));
    for (int sweep = 1; sweep < objectives.length; sweep++) {
      int from = (sweep - 1) * start.length;
      descent.sweep(Arrays.copyOfRange(orders, from, from + start.length));
      assertThat(descent.objective()).isCloseTo(objectives[sweep], Offset.offset(1e-9));
    }
    assertThat(descent.codes()).containsExactly(reference.get("codes"), Offset.offset(1e-9));
  }

  private static int[] ints(double[] values) {
    return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
  }
}
