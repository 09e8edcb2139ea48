package io.ddh.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Features;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KshTest {
  private static final int CLASSES = 5;

  private static int[] range(int n) {
    return IntStream.range(0, n).toArray();
  }

  private static KshTrainer trainer(Features x, int bits, int anchors, int steps) {
    return new KshTrainer(
        x,
        Samples.labels(x.size(), CLASSES),
        CLASSES,
        bits,
        new KshSettings(anchors, 0, steps, 1e-2),
        Rows.draw(x.size(), anchors, 3),
        range(x.size()));
  }

  private static double[] signs(int n, Random random) {
    return random.doubles(n).map(v -> v < 0.5 ? -1 : 1).toArray();
  }

  /** K·S − Σ hhᵀ as a matrix. */
  private static double[][] residue(int[] labels, int bits, List<double[]> codes) {
    int n = labels.length;
    double[][] r = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        r[i][j] = bits * (labels[i] == labels[j] ? 1 : -1);
        for (double[] h : codes) {
          r[i][j] -= h[i] * h[j];
        }
      }
    }
    return r;
  }

  private static double[] times(double[][] m, double[] v) {
    return Arrays.stream(m)
        .mapToDouble(row -> IntStream.range(0, v.length).mapToDouble(j -> row[j] * v[j]).sum())
        .toArray();
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  @Test
  void theResidueIsTheMatrixItStandsFor() {
    Random random = new Random(1);
    for (int n : new int[] {1, 2, 7, 61}) {
      int[] labels = random.ints(n, 0, CLASSES).toArray();
      KshResidue residue = new KshResidue(labels, CLASSES, 9);
      List<double[]> codes = new java.util.ArrayList<>();
      for (int k = 0; k < 4; k++) {
        double[] b = random.doubles(n, -1, 1).toArray();
        double[] expected = times(residue(labels, 9, codes), b);
        double[] found = new double[n];
        double value = residue.apply(b, found);
        assertThat(found).containsExactly(expected, within(1e-9));
        assertThat(value).isEqualTo(dot(b, expected), within(1e-9));
        assertThat(residue.value(b)).isEqualTo(value);
        codes.add(signs(n, random));
        residue.deflate(codes.get(k));
      }
    }
  }

  @Test
  void theKernelAndItsProductsFollowTheirDefinition() {
    int d = 7;
    for (int n : new int[] {12, 256, 301}) {
      Features x = Samples.gaussian(n, d, n);
      int[] anchors = {11, 3, 5, 0, 7};
      CentredKernel map = CentredKernel.of(x, anchors);
      double[][] squared = new double[n][5];
      double spread = 0;
      for (int i = 0; i < n; i++) {
        for (int a = 0; a < 5; a++) {
          for (int j = 0; j < d; j++) {
            double e = (double) x.values()[i * d + j] - x.values()[anchors[a] * d + j];
            squared[i][a] += e * e;
          }
          spread += squared[i][a] / (5 * n);
        }
      }
      assertThat((double) map.spread()).isEqualTo(spread, within(1e-5 * spread));
      KernelBlocks kernel = new KernelBlocks(map, x);
      double[] v = new Random(n).doubles(5, -1, 1).toArray();
      double[] t = new Random(n + 1).doubles(n, -1, 1).toArray();
      double[] scores = new double[n];
      kernel.times(v, scores);
      double[] expected = new double[5];
      double[] total = new double[5];
      double[] gram = new double[25];
      double[][] k = new double[n][5];
      for (int a = 0; a < 5; a++) {
        double mean = 0;
        for (int i = 0; i < n; i++) {
          k[i][a] = Math.exp(-squared[i][a] / (2 * spread));
          mean += k[i][a] / n;
        }
        for (int i = 0; i < n; i++) {
          k[i][a] -= mean;
          expected[a] += k[i][a] * t[i];
          total[a] += i % 3 == 1 ? k[i][a] : 0;
        }
      }
      for (int i = 0; i < n; i++) {
        assertThat(scores[i]).isEqualTo(dot(k[i], v), within(1e-5));
        for (int a = 0; a < 25; a++) {
          gram[a] += k[i][a / 5] * k[i][a % 5];
        }
      }
      assertThat(kernel.transposedTimes(t)).containsExactly(expected, within(1e-4));
      assertThat(kernel.gram()).containsExactly(gram, within(1e-4));
      double[] sums = kernel.classSums(Samples.labels(n, 3), 3);
      assertThat(Arrays.copyOfRange(sums, 5, 10)).containsExactly(total, within(1e-4));
      assertThat(KernelBlocks.total(sums, 5)).containsExactly(new double[5], within(1e-4));
    }
  }

  @Test
  void theSpectralStartIsTheLeadingGeneralisedEigenvector() {
    int n = 150;
    int anchors = 12;
    Features x = Samples.classes(n, 6, CLASSES, 1, 4);
    int[] labels = Samples.labels(n, CLASSES);
    KernelBlocks kernel = new KernelBlocks(CentredKernel.of(x, range(anchors)), x);
    KshSpectral spectral = new KshSpectral(kernel, labels, CLASSES, 8);
    Random random = new Random(2);
    List<double[]> codes = new java.util.ArrayList<>();
    for (int k = 0; k < 3; k++) {
      double[][] r = residue(labels, 8, codes);
      double[] a = spectral.start();
      double[] scores = new double[n];
      kernel.times(a, scores);
      double best = dot(scores, times(r, scores));
      assertThat(dot(scores, scores)).isEqualTo(n, within(1e-3));
      double[] left = kernel.transposedTimes(times(r, scores));
      double[] right = kernel.transposedTimes(scores);
      for (int j = 0; j < anchors; j++) {
        assertThat(left[j]).isEqualTo(best / n * right[j], within(1e-3 * Math.abs(best / n)));
      }
      for (int trial = 0; trial < 100; trial++) {
        kernel.times(random.doubles(anchors, -1, 1).toArray(), scores);
        double other = dot(scores, times(r, scores)) / dot(scores, scores) * n;
        assertThat(other).isLessThan(best);
      }
      codes.add(signs(n, random));
      spectral.deflate(kernel.transposedTimes(codes.get(k)));
    }
  }

  @Test
  void theGradientMethodClimbsToWhereTheSurrogateIsFlat() {
    int n = 90;
    Features x = Samples.classes(n, 4, CLASSES, 1.2, 4);
    int[] labels = Samples.labels(n, CLASSES);
    KernelBlocks kernel = new KernelBlocks(CentredKernel.of(x, range(6)), x);
    KshResidue residue = new KshResidue(labels, CLASSES, 8);
    KshAscent ascent = new KshAscent(kernel, residue, 0);
    double[] start = new KshSpectral(kernel, labels, CLASSES, 8).start();
    double[] few = ascent.climb(start, 5);
    double[] end = ascent.climb(start, 3_000);
    assertThat(ascent.climb(start, 0)).isEqualTo(start);
    double[][] r = residue(labels, 8, List.of());
    assertThat(surrogate(kernel, r, few)).isGreaterThan(surrogate(kernel, r, start));
    assertThat(surrogate(kernel, r, end)).isGreaterThan(surrogate(kernel, r, few));
    // The slope by central differences has all but vanished.
    assertThat(slope(kernel, r, end)).isLessThan(1e-2 * slope(kernel, r, start));
  }

  private static double surrogate(KernelBlocks kernel, double[][] r, double[] a) {
    double[] b = new double[kernel.rows()];
    kernel.times(a, b);
    for (int i = 0; i < b.length; i++) {
      b[i] = Math.tanh(b[i] / 2);
    }
    return dot(b, times(r, b));
  }

  private static double slope(KernelBlocks kernel, double[][] r, double[] a) {
    double squares = 0;
    for (int j = 0; j < a.length; j++) {
      double[] up = a.clone();
      double[] down = a.clone();
      up[j] += 1e-2;
      down[j] -= 1e-2;
      double g = (surrogate(kernel, r, up) - surrogate(kernel, r, down)) / 2e-2;
      squares += g * g;
    }
    return Math.sqrt(squares);
  }

  @Test
  void theValuesAreThoseOfTheHashersCodesAndNeverBelowTheSpectralStart() {
    int n = 203;
    int bits = 9;
    Features x = Samples.classes(n, 6, CLASSES, 1.5, 6);
    KshTrainer.Result result = trainer(x, bits, 20, 100).train(Progress.NONE);
    KshTrainer.Result spectral = trainer(x, bits, 20, 0).train(Progress.NONE);
    assertThat(result.improved()).isBetween(1, bits);
    assertThat(spectral.improved()).isZero();
    assertThat(spectral.spectral()[0]).isEqualTo(result.spectral()[0]);
    BinaryCodes codes = new KshMethod().hasher(result.map(), result.weights(), Map.of()).encode(x);
    List<double[]> columns = new java.util.ArrayList<>();
    for (int k = 0; k < bits; k++) {
      double[] h = new double[n];
      for (int i = 0; i < n; i++) {
        h[i] = codes.bit(i, k) ? 1 : -1;
      }
      double[][] r = residue(Samples.labels(n, CLASSES), bits, columns);
      assertThat(dot(h, times(r, h))).isEqualTo(result.kept()[k]);
      assertThat(result.kept()[k]).isGreaterThanOrEqualTo(result.spectral()[k]);
      columns.add(h);
      double rest = 0;
      for (double[] row : residue(Samples.labels(n, CLASSES), bits, columns)) {
        rest += dot(row, row);
      }
      double unit = (double) bits * n;
      assertThat(result.objective(n)[k + 1]).isEqualTo(rest / unit / unit, within(1e-12));
    }
  }

  @Test
  void labelsOfRowsThatAreNotDrawnDoNotMatter() {
    int n = 120;
    Features x = Samples.classes(n, 6, CLASSES, 1, 6);
    int[] labels = Samples.labels(n, CLASSES);
    int[] labelled = {0, 1, 2, 3, 4, 50, 51, 52, 53, 54, 90, 91, 92, 99, 101};
    int[] other = labels.clone();
    Arrays.fill(other, 10, 50, 3);
    KshSettings settings = new KshSettings(10, labelled.length, 50, 1e-2);
    float[] first =
        new KshTrainer(x, labels, CLASSES, 4, settings, range(10), labelled)
            .train(Progress.NONE)
            .weights();
    float[] second =
        new KshTrainer(x, other, CLASSES, 4, settings, range(10), labelled)
            .train(Progress.NONE)
            .weights();
    assertThat(first).isEqualTo(second);
    other[91] = 4;
    assertThat(
            new KshTrainer(x, other, CLASSES, 4, settings, range(10), labelled)
                .train(Progress.NONE)
                .weights())
        .isNotEqualTo(first);
    KshMethod ksh = new KshMethod();
    assertThat(
            ksh.configure(Settings.of("ksh", ksh.defaults(), Map.of("labels", 40, "steps", 5)))
                .train(Samples.training(x, CLASSES), 3, 1, Progress.NONE)
                .facts())
        .containsEntry("labels", 40)
        .containsEntry("anchors", 120);
  }

  /** The smallest array of a value a pair, one byte each, would be 10 GB; the tests have 3. */
  @Test
  void memoryDoesNotGrowWithThePairsOfRows() {
    int n = 100_000;
    Features x = Samples.classes(n, 3, CLASSES, 1, 6);
    KshTrainer.Result result = trainer(x, 2, 4, 3).train(Progress.NONE);
    assertThat(result.kept()[0]).isPositive();
  }

  @Test
  void rowsThatAreAllTheSameAreRefused() {
    Features x = new Features(3, new float[30]);
    assertThatThrownBy(() -> new KshMethod().train(Samples.training(x, 2), 4, 1, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("features must not be the same in all training rows");
  }
}
