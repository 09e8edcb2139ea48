package io.ddh.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.model.kernel.Lanes;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where fast layers go wrong: one layer over batches that shrink and grow, batches of one and
 * smaller than the lanes, γ = 0 and negative, ties in a pool on the way back. Tolerance as in
 * {@link LayerParityTest}.
 */
class LayerEdgeTest {
  private static final double TOLERANCE = 2e-4;

  /** The same layer object all along: nothing of a bigger batch may leak into a smaller one. */
  private static final int[] RAGGED = {6, 2, 7, 1, 6};

  /**
   * A batch norm over one or two rows divides by next to nothing and nearly all of its gradient
   * cancels, which leaves float fewer digits.
   */
  private static double rowTolerance(int n) {
    return n > 2 ? TOLERANCE : 10 * TOLERANCE;
  }

  private static FusedLayer.Start start() {
    return new FusedLayer.Start(Initialization.HE_GLOROT, 4);
  }

  private static double[] shifted(double[] v, double by) {
    return Arrays.stream(v).map(x -> x + by).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void convBlockOverRaggedBatches(int lanes) {
    LayerHarness harness =
        new LayerHarness(new ConvBlock(6, 2, 2, 4, false, start(), new Lanes(lanes)), 31);
    harness.set("gamma", 0.8, -0.7, 0, -1.2);
    harness.set("beta", harness.randoms(4));
    for (int n : RAGGED) {
      harness.set("mean", harness.randoms(4)); // what the sums are taken around
      harness.check(
          harness.randoms(n * 72),
          new long[] {n, 6, 6, 2},
          true,
          TOLERANCE,
          (x, p) -> LayerParityTest.conv(x, p, n, 6, 2, 2, 4));
    }
  }

  /** More images than are summed before a fold, on an odd map. */
  @Test
  void convBlockOfManyImages() {
    LayerHarness harness =
        new LayerHarness(new ConvBlock(4, 1, 2, 3, false, start(), new Lanes(2)), 32);
    harness.set("gamma", -0.5, 0.5, 1);
    harness.check(
        harness.randoms(37 * 16),
        new long[] {37, 4, 4, 1},
        true,
        TOLERANCE,
        (x, p) -> LayerParityTest.conv(x, p, 37, 4, 1, 2, 3));
  }

  @Test
  void convBlockWithNegativeAndZeroGamma() {
    int n = 5;
    LayerHarness harness =
        new LayerHarness(new ConvBlock(7, 2, 3, 4, false, start(), new Lanes(2)), 33);
    double[] x = harness.randoms(n * 98);
    double[][] gammas = {{-0.3, -1, -2, -0.01}, {0, 0, 0, 0}, {-0.4, 0, 0, 1}};
    for (double[] gamma : gammas) {
      harness.set("gamma", gamma);
      harness.set("beta", 0.6, 0.3, -0.5, -0.2); // γ = 0: two channels open, two shut
      harness.check(
          x,
          new long[] {n, 7, 7, 2},
          true,
          TOLERANCE,
          (in, p) -> LayerParityTest.conv(in, p, n, 7, 2, 3, 4));
    }
    harness.set("gamma", 0, 0, 1, 1);
    harness.activate(x, true, n, 7, 7, 2);
    harness.backward(harness.randoms(n * 16), n, 16);
    assertThat(Arrays.copyOf(harness.gradient("gamma"), 2)).doesNotContain(0);
  }

  /** γ = 0 and β = 0: the ReLU is shut, as PyTorch has it. */
  @Test
  void nothingPassesAReluAtZero() {
    LayerHarness harness =
        new LayerHarness(new ConvBlock(5, 1, 2, 2, false, start(), new Lanes(1)), 34);
    harness.set("gamma", 0, 0);
    assertThat(harness.activate(harness.randoms(75), true, 3, 5, 5, 1)).containsOnly(0);
    assertThat(harness.backward(harness.randoms(24), 3, 8)).containsOnly(0);
    assertThat(harness.gradient("gamma")).containsOnly(0);
    assertThat(harness.gradient("beta")).containsOnly(0);
  }

  /**
   * Inputs and weights in quarters, so that equal sums are equal in float and double: about half of
   * the windows tie, and the whole gradient goes to the first of the largest.
   */
  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void tiesOnTheWayBack(int h) {
    int n = 4;
    int co = 4;
    LayerHarness harness =
        new LayerHarness(new ConvBlock(h, 1, 2, co, false, start(), new Lanes(2)), 35);
    harness.set("W", quarters(harness.randoms(4 * co)));
    harness.set("gamma", 0.8, -0.8, 0, -0.3);
    harness.set("beta", 0.5, 0.5, 0.5, 0.1);
    double[] x = quarters(harness.randoms(n * h * h));
    Arrays.fill(x, 0, h * h, 0.25); // one image is flat
    Map<String, double[]> p = harness.parameters();

    double[] y = Naive.conv(x, n, h, 1, 2, co, p.get("W"));
    double[][] s = Naive.statistics(y, co);
    double[] z = Naive.normalize(y, s[0], s[1], p.get("gamma"), p.get("beta"));
    int[] winners = NaiveBackward.winners(y, n, h - 1, co, p.get("gamma"));
    double[] fast = harness.activate(x, true, n, h, h, 1);
    double[] expected = Arrays.stream(winners).mapToDouble(i -> Math.max(0, z[i])).toArray();
    LayerHarness.assertClose("output", fast, expected, 1e-5);

    double[] r = harness.randoms(fast.length);
    double[] dz = new double[y.length];
    for (int i = 0; i < winners.length; i++) {
      dz[winners[i]] = z[winners[i]] > 0 ? r[i] : 0;
    }
    double[] dGamma = new double[co];
    double[] dBeta = new double[co];
    double[] dy = NaiveBackward.normalize(dz, y, s, p.get("gamma"), dGamma, dBeta);
    double[] dw = new double[4 * co];
    double[] dx = new double[x.length];
    NaiveBackward.conv(dy, x, n, h, 1, 2, co, p.get("W"), dw, dx);
    LayerHarness.assertClose("input", harness.backward(r, n, r.length / n), dx, 1e-5);
    LayerHarness.assertClose("W", harness.gradient("W"), dw, 1e-5);
    LayerHarness.assertClose("gamma", harness.gradient("gamma"), dGamma, 1e-5);
    LayerHarness.assertClose("beta", harness.gradient("beta"), dBeta, 1e-5);
  }

  private static double[] quarters(double[] v) {
    return Arrays.stream(v).map(x -> Math.round(x * 3) / 4.0).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void localBlockOverRaggedBatches(int lanes) {
    LayerHarness harness =
        new LayerHarness(new LocalBlock(3, 3, 2, 5, start(), new Lanes(lanes)), 36);
    harness.set("gamma", 0.8, -0.7, 0, 0, 1);
    harness.set("beta", 0.1, -0.2, 0.4, -0.4, 0);
    for (int n : RAGGED) {
      harness.set("mean", harness.randoms(5));
      harness.set("b", harness.randoms(20));
      harness.check(
          harness.randoms(n * 27),
          new long[] {n, 3, 3, 3},
          true,
          TOLERANCE,
          (x, p) -> {
            double[] y = Naive.local(x, n, 3, 3, 2, 5, p.get("W"), p.get("b"));
            double[][] s = Naive.statistics(y, 5);
            double[] z = Naive.normalize(y, s[0], s[1], p.get("gamma"), p.get("beta"));
            return Naive.join(x, Naive.relu(z), n);
          });
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void denseBlockOverRaggedBatches(boolean normalized) {
    LayerHarness harness =
        new LayerHarness(new DenseBlock(5, 4, normalized, start(), new Lanes(3)), 37);
    if (normalized) {
      harness.set("gamma", 0.8, -0.7, 0, 0);
      harness.set("beta", 0.1, -0.2, 0.4, -0.4);
    }
    harness.set("b", harness.randoms(4));
    for (int n : RAGGED) {
      harness.check(
          harness.randoms(n * 5),
          new long[] {n, 5},
          true,
          rowTolerance(n),
          (x, p) ->
              Naive.relu(
                  normalized(p, normalized, Naive.dense(x, n, 5, 4, p.get("W"), p.get("b")))));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void divideEncodeOverRaggedBatches(boolean normalized) {
    LayerHarness harness =
        new LayerHarness(
            new HashLayer(new Head(3, normalized, true), 12, 4, start(), new Lanes(3)), 38);
    if (normalized) {
      harness.set("gamma", 0.8, -0.7, 0, 1);
      harness.set("beta", 0.1, -0.2, 0.4, 0);
    }
    harness.set("b", harness.randoms(4));
    for (int n : RAGGED) {
      harness.check(
          harness.randoms(n * 12),
          new long[] {n, 12},
          true,
          rowTolerance(n),
          (x, p) -> {
            double[] y = Naive.divide(x, n, 4, 3, p.get("W"), p.get("b"));
            return Arrays.stream(normalized(p, normalized, y)).map(Math::tanh).toArray();
          });
    }
  }

  private static double[] normalized(Map<String, double[]> p, boolean really, double[] y) {
    if (!really) {
      return y;
    }
    double[][] s = Naive.statistics(y, p.get("gamma").length);
    return Naive.normalize(y, s[0], s[1], p.get("gamma"), p.get("beta"));
  }

  /** Inference after training on a bigger batch: the running statistics alone decide. */
  @Test
  void inferenceOfOneImageBetweenTrainingBatches() {
    LayerHarness harness =
        new LayerHarness(new ConvBlock(6, 1, 3, 3, true, start(), new Lanes(2)), 39);
    harness.set("gamma", -1, 0, 0.5);
    harness.set("beta", 0.2, 0.3, 0.1);
    harness.set("mean", harness.randoms(3));
    harness.set("var", shifted(harness.randoms(3), 1.5));
    harness.activate(harness.randoms(5 * 36), true, 5, 6, 6, 1);
    double[] x = harness.randoms(36);
    Map<String, double[]> p = harness.parameters();
    double[] y = Naive.conv(x, 1, 6, 1, 3, 3, p.get("W"));
    double[] z = Naive.normalize(y, p.get("mean"), p.get("var"), p.get("gamma"), p.get("beta"));
    double[] expected = Naive.pool(Naive.relu(z), 1, 4, 3);
    LayerHarness.assertClose("output", harness.activate(x, false, 1, 6, 6, 1), expected, 1e-5);
  }
}
