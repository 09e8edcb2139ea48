package io.ddh.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Features;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SdhTest {
  private static final int CLASSES = 6;

  private static SdhSettings settings(int anchors, double nu, int iterations) {
    return new SdhSettings(anchors, 0.4, 1, nu, 1e-2, iterations, 10);
  }

  @Test
  void theObjectiveNeverRises() {
    int n = SdhTrainer.SLAB + 77;
    Features x = Samples.classes(n, 15, CLASSES, 0.5, 1);
    int[] labels = Samples.labels(n, CLASSES);
    for (double nu : new double[] {0, 1e-5, 1}) {
      double[] objective =
          Samples.sdh(x, labels, CLASSES, 13, settings(100, nu, 5), 7)
              .train(Progress.NONE)
              .objective();
      assertThat(objective).hasSize(16);
      for (int t = 1; t < objective.length; t++) {
        assertThat(objective[t])
            .as("step %d, nu %s", t, nu)
            .isLessThanOrEqualTo(objective[t - 1] + 1e-9 * objective[0]);
      }
      assertThat(objective[15]).isLessThan(0.5 * objective[0]);
    }
  }

  @Test
  void theObjectiveFromSumsIsTheOneOfTheDefinition() {
    int n = 60;
    int bits = 5;
    Features x = Samples.classes(n, 4, 3, 0.5, 2);
    SdhTrainer.Result result =
        Samples.sdh(x, Samples.labels(n, 3), 3, bits, settings(20, 0.3, 0), 7).train(Progress.NONE);
    byte[] b = new byte[n * bits];
    Random random = new Random(io.ddh.core.Seeds.derive(7, "codes"));
    for (int i = 0; i < b.length; i++) {
      b[i] = (byte) (random.nextBoolean() ? 1 : -1);
    }
    double[] phi = phi(result.map(), x);
    int outputs = result.map().outputs();
    double[] gram = new double[bits * bits];
    double[] sums = new double[3 * bits];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < bits; k++) {
        sums[i % 3 * bits + k] += b[i * bits + k];
        for (int l = 0; l < bits; l++) {
          gram[k * bits + l] += b[i * bits + k] * b[i * bits + l] + (i == 0 && k == l ? 1 : 0);
        }
      }
    }
    double[] w = MatrixProducts.solve(MatrixProducts.symmetric(gram, bits).cholesky(), bits, sums);
    double[] p = result.predictor();
    double value = 0;
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        double y = i % 3 == c ? 1 : 0;
        for (int k = 0; k < bits; k++) {
          y -= w[c * bits + k] * b[i * bits + k];
        }
        value += y * y;
      }
      for (int k = 0; k < bits; k++) {
        double e = b[i * bits + k];
        for (int a = 0; a < outputs; a++) {
          e -= p[k * outputs + a] * phi[a * n + i];
        }
        value += 0.3 * e * e;
      }
    }
    value += Arrays.stream(w).map(v -> v * v).sum();
    value += 0.3 * 0.01 * Arrays.stream(p).map(v -> v * v).sum();
    assertThat(result.objective()[0]).isEqualTo(value, within(1e-8 * value));
  }

  private static double[] phi(RbfMap map, Features x) {
    float[][] values = map.apply(x, 0, x.size());
    double[] out = new double[values.length * x.size()];
    Arrays.setAll(out, i -> values[i / x.size()][i % x.size()]);
    return out;
  }

  @Test
  void thePredictorSolvesItsRidgeRegression() {
    int n = 60;
    int bits = 3;
    Features x = Samples.classes(n, 4, 3, 0.5, 2);
    SdhTrainer.Result result =
        Samples.sdh(x, Samples.labels(n, 3), 3, bits, settings(20, 1e-5, 0), 7)
            .train(Progress.NONE);
    Random random = new Random(io.ddh.core.Seeds.derive(7, "codes"));
    double[] phi = phi(result.map(), x);
    int outputs = result.map().outputs();
    double[] gradient = new double[bits * outputs]; // (PΦ − B)Φᵀ + ρP must vanish
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < bits; k++) {
        double e = random.nextBoolean() ? -1 : 1;
        for (int a = 0; a < outputs; a++) {
          e += result.predictor()[k * outputs + a] * phi[a * n + i];
        }
        for (int a = 0; a < outputs; a++) {
          gradient[k * outputs + a] += e * phi[a * n + i];
        }
      }
    }
    for (int a = 0; a < gradient.length; a++) {
      assertThat(gradient[a] + 0.01 * result.predictor()[a]).isEqualTo(0, within(1e-8));
    }
  }

  @Test
  void aStepOfTheDescentSetsTheBitToTheBetterOfBothValues() {
    int bits = 6;
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      double[] m = gram(bits, random);
      double[] q = random.doubles(bits, -3, 3).toArray();
      byte[] code = new byte[bits + 2]; // an offset, to see that the neighbours are left alone
      for (int k = 0; k < code.length; k++) {
        code[k] = (byte) (random.nextBoolean() ? 1 : -1);
      }
      byte[] expected = code.clone();
      for (int k = 1; k <= bits; k++) {
        byte[] flipped = expected.clone();
        flipped[k] = (byte) -flipped[k];
        if (value(m, q, flipped, bits) < value(m, q, expected, bits)) {
          expected = flipped;
        }
      }
      new DiscreteDescent(bits, m, 1).descend(q.clone(), code, 1);
      assertThat(code).isEqualTo(expected);
    }
  }

  @Test
  void theDescentEndsWhereNoSingleBitHelpsAndOftenAtTheBestOfAllCodes() {
    int bits = 6;
    Random random = new Random(4);
    int best = 0;
    for (int trial = 0; trial < 200; trial++) {
      double[] m = gram(bits, random);
      double[] q = random.doubles(bits, -8, 8).toArray();
      byte[] code = {0, 1, 1, 1, 1, 1, 1, 0};
      new DiscreteDescent(bits, m, 100).descend(q.clone(), code, 1);
      double found = value(m, q, code, bits);
      for (int k = 1; k <= bits; k++) {
        code[k] = (byte) -code[k];
        assertThat(value(m, q, code, bits)).isGreaterThanOrEqualTo(found);
        code[k] = (byte) -code[k];
      }
      double minimum = found;
      for (int c = 0; c < 1 << bits; c++) {
        for (int k = 0; k < bits; k++) {
          code[k + 1] = (byte) ((c >> k & 1) == 0 ? -1 : 1);
        }
        minimum = Math.min(minimum, value(m, q, code, bits));
      }
      best += found <= minimum + 1e-12 ? 1 : 0;
    }
    assertThat(best).isGreaterThan(100);
  }

  private static double[] gram(int bits, Random random) {
    double[] w = new double[bits * 4];
    Arrays.setAll(w, i -> random.nextGaussian());
    double[] m = new double[bits * bits];
    for (int i = 0; i < m.length; i++) {
      for (int c = 0; c < 4; c++) {
        m[i] += w[i / bits * 4 + c] * w[i % bits * 4 + c];
      }
    }
    return m;
  }

  /** bᵀMb − 2qᵀb for the code that starts at 1. */
  private static double value(double[] m, double[] q, byte[] code, int bits) {
    double value = 0;
    for (int i = 0; i < bits; i++) {
      value -= 2 * q[i] * code[1 + i];
      for (int j = 0; j < bits; j++) {
        value += m[i * bits + j] * code[1 + i] * code[1 + j];
      }
    }
    return value;
  }

  @Test
  void theKernelMapMatchesItsDefinition() {
    int d = 7;
    Features x = Samples.gaussian(131, d, 5);
    Arrays.fill(x.values(), 0, d, 0); // a row of zeros stays zero
    RbfMap map = RbfMap.of(x, new int[] {3, 130, 0}, 0.4);
    int from = 1;
    float[][] out = map.apply(x, 0, 131);
    float[][] part = map.apply(x, from, 131);
    int[] anchors = {3, 130, 0};
    for (int i = 0; i < 131; i++) {
      for (int a = 0; a < 3; a++) {
        double squared = 0;
        for (int j = 0; j < d; j++) {
          double e = unit(x, i, j) - unit(x, anchors[a], j);
          squared += e * e;
        }
        double expected = Math.exp(-squared / (2 * 0.4 * 0.4));
        assertThat((double) out[a][i]).isEqualTo(expected, within(1e-5));
        if (i >= from) {
          assertThat(part[a][i - from]).isEqualTo(out[a][i]);
        }
      }
      assertThat(out[3][i]).isEqualTo(1);
    }
  }

  private static double unit(Features x, int i, int j) {
    double norm = 0;
    for (int l = 0; l < x.dimension(); l++) {
      double v = x.values()[i * x.dimension() + l];
      norm += v * v;
    }
    return norm == 0 ? 0 : x.values()[i * x.dimension() + j] / Math.sqrt(norm);
  }

  @Test
  void drawsEachAnchorOnceAndAllWhereThereAreTooFew() {
    assertThat(Rows.draw(50, 1000, 1)).hasSize(50).doesNotHaveDuplicates();
    assertThat(Rows.draw(50, 20, 1)).hasSize(20).doesNotHaveDuplicates();
    assertThat(Rows.draw(50, 20, 1)).isNotEqualTo(Rows.draw(50, 20, 2));
  }

  @Test
  void codesOfClassesPartThemIntoHalves() {
    for (int classes : new int[] {1, 2, 5, 6}) {
      int[] labels = Samples.labels(2 * classes, classes);
      byte[] codes = SdhTrainer.classCodes(labels, classes, 40, 3);
      for (int k = 0; k < 40; k++) {
        int sum = 0;
        for (int c = 0; c < classes; c++) {
          assertThat(codes[(c + classes) * 40 + k]).isEqualTo(codes[c * 40 + k]);
          sum += codes[c * 40 + k];
        }
        assertThat(Math.abs(sum)).isEqualTo(classes % 2);
      }
    }
  }

  /** With fewer rows than bits W tells the classes of any codes: the start decides. */
  @Test
  void rowsOfAClassAreAlikeWhereThereAreFewerRowsThanBits() {
    assertThat(widestWithin(Map.of())).isLessThan(1);
    assertThat(widestWithin(Map.of("start", "image"))).as("the authors' start").isGreaterThan(1);
  }

  /** Largest distance within a class over the smallest between classes. */
  private static double widestWithin(Map<String, Object> given) {
    int n = 15;
    Features x = Samples.classes(n, 20, 5, 0.4, 3);
    SdhMethod sdh = new SdhMethod();
    BinaryCodes codes =
        sdh.configure(Settings.of("test", sdh.defaults(), given))
            .train(Samples.training(x, 5), 48, 1, Progress.NONE)
            .encode(x);
    double within = 0;
    double between = 48;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        int distance = codes.distance(i, codes, j);
        within = i % 5 == j % 5 ? Math.max(within, distance) : within;
        between = i % 5 == j % 5 ? between : Math.min(between, distance);
      }
    }
    return within / between;
  }

  @Test
  void separatesClassesThatItHasSeen() {
    Features x = Samples.classes(600, 20, CLASSES, 0.4, 3);
    SdhMethod sdh = new SdhMethod();
    BinaryCodes codes =
        sdh.configure(Settings.of("sdh", sdh.defaults(), Map.of("anchors", 200)))
            .train(Samples.training(x, CLASSES), 16, 1, Progress.NONE)
            .encode(x);
    double within = 0;
    double between = 0;
    int nearest = 0;
    for (int i = 0; i < 300; i++) {
      int best = -1;
      for (int j = 300; j < 600; j++) {
        int distance = codes.distance(i, codes, j);
        if (i % CLASSES == j % CLASSES) {
          within += distance;
        } else {
          between += distance;
        }
        best = best < 0 || distance < codes.distance(i, codes, best) ? j : best;
      }
      nearest += best % CLASSES == i % CLASSES ? 1 : 0;
    }
    assertThat(within / (300 * 50)).isLessThan(0.1 * between / (300 * 250));
    assertThat(nearest).isGreaterThan(295);
  }
}
