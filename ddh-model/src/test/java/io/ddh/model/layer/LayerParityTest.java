package io.ddh.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.model.kernel.Lanes;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Fast layers against {@link Naive} in double precision. Tolerance 2e-4 of the largest value: float
 * sums of up to a thousand terms, and central differences with step 1e-5.
 */
class LayerParityTest {
  private static final double TOLERANCE = 2e-4;

  @ParameterizedTest
  @CsvSource({"1,7,3,3,5,1", "3,8,2,2,4,2", "5,9,1,3,7,2", "4,6,3,2,20,3", "9,5,4,2,8,2"})
  void convBlock(int n, int h, int ci, int k, int co, int lanes) {
    ConvBlock conf = new ConvBlock(h, ci, k, co, false, start(1), new Lanes(lanes));
    LayerHarness harness = new LayerHarness(conf, 5);
    double[] gamma = harness.randoms(co);
    gamma[co / 2] = 0;
    gamma[0] = -0.7;
    harness.set("gamma", gamma);
    // A positive beta keeps the γ = 0 channel open: its gradient must still be exact.
    harness.set("beta", Arrays.stream(harness.randoms(co)).map(v -> v + 0.5).toArray());
    double[] x = harness.randoms(n * h * h * ci);
    harness.check(
        x, new long[] {n, h, h, ci}, true, TOLERANCE, (in, p) -> conv(in, p, n, h, ci, k, co));
    assertThat(harness.gradient("b")).containsOnly(0);
  }

  private static FusedLayer.Start start(long seed) {
    return new FusedLayer.Start(Initialization.HE_GLOROT, seed);
  }

  static double[] conv(double[] x, Map<String, double[]> p, int n, int h, int ci, int k, int co) {
    int o = h - k + 1;
    double[] y = Naive.conv(x, n, h, ci, k, co, p.get("W"));
    double[][] s = Naive.statistics(y, co);
    double[] z = Naive.normalize(y, s[0], s[1], p.get("gamma"), p.get("beta"));
    return poolWinners(y, z, p, n, o, co);
  }

  /** 2×2 max-pool and ReLU of z, the winner found in the raw y. */
  static double[] poolWinners(
      double[] y, double[] z, Map<String, double[]> p, int n, int o, int co) {
    // At γ = 0 all of a window ties and the fast layer takes the largest raw value, the limit from
    // above: pool the raw value of the winner so that the derivative by γ is defined the same way.
    double[] sign = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      sign[i] = p.get("gamma")[i % co] < -1e-4 ? -y[i] : y[i];
    }
    int side = o / 2;
    double[] out = new double[n * side * side * co];
    for (int b = 0; b < n; b++) {
      for (int i = 0; i < side; i++) {
        for (int j = 0; j < side; j++) {
          for (int m = 0; m < co; m++) {
            int best = -1;
            for (int q = 0; q < 4; q++) {
              int at = ((b * o + 2 * i + q / 2) * o + 2 * j + q % 2) * co + m;
              best = best < 0 || sign[at] > sign[best] ? at : best;
            }
            out[((b * side + i) * side + j) * co + m] = Math.max(0, z[best]);
          }
        }
      }
    }
    return out;
  }

  @Test
  void convBlockInfersWithRunningStatistics() {
    int n = 5;
    LayerHarness harness =
        new LayerHarness(new ConvBlock(8, 3, 3, 6, true, start(2), new Lanes(2)), 6);
    harness.set("gamma", harness.randoms(6));
    harness.set("beta", harness.randoms(6));
    harness.set("mean", harness.randoms(6));
    harness.set("var", Arrays.stream(harness.randoms(6)).map(v -> v + 1.2).toArray());
    double[] x = harness.randoms(n * 64 * 3);
    Map<String, double[]> p = harness.parameters();
    double[] y = Naive.conv(x, n, 8, 3, 3, 6, p.get("W"));
    double[] z =
        Naive.relu(Naive.normalize(y, p.get("mean"), p.get("var"), p.get("gamma"), p.get("beta")));
    LayerHarness.assertClose(
        "output", harness.activate(x, false, n, 8, 8, 3), Naive.pool(z, n, 6, 6), 1e-5);
  }

  @Test
  void tiesInAPoolGoToTheFirst() {
    LayerHarness harness =
        new LayerHarness(new ConvBlock(5, 1, 2, 2, false, start(3), new Lanes(1)), 7);
    double[] flat = new double[2 * 25];
    for (int i = 25; i < 50; i++) {
      flat[i] = 0.25; // one image flat and different from the other: ties in every window
    }
    harness.set("beta", 1, 1);
    double[] fast = harness.activate(flat, true, 2, 5, 5, 1);
    Map<String, double[]> p = harness.parameters();
    LayerHarness.assertClose("output", fast, conv(flat, p, 2, 5, 1, 2, 2), 1e-5);
    double[] again = harness.activate(flat, true, 2, 5, 5, 1);
    assertThat(again).isEqualTo(fast);
  }

  @ParameterizedTest
  @CsvSource({"1,3,4,2,5,1", "6,3,5,2,8,2", "5,4,3,3,4,2"})
  void localBlock(int n, int h, int ci, int k, int co, int lanes) {
    LayerHarness harness =
        new LayerHarness(new LocalBlock(h, ci, k, co, start(1), new Lanes(lanes)), 8);
    int places = (h - k + 1) * (h - k + 1);
    harness.set("gamma", harness.randoms(co));
    harness.set("beta", harness.randoms(co));
    harness.set("b", harness.randoms(places * co));
    double[] x = harness.randoms(n * h * h * ci);
    harness.check(
        x,
        new long[] {n, h, h, ci},
        true,
        TOLERANCE,
        (in, p) -> {
          double[] y = Naive.local(in, n, h, ci, k, co, p.get("W"), p.get("b"));
          double[][] s = Naive.statistics(y, co);
          double[] z = Naive.normalize(y, s[0], s[1], p.get("gamma"), p.get("beta"));
          return Naive.join(in, Naive.relu(z), n);
        });
  }

  @ParameterizedTest
  @CsvSource({"5,7,6,true,2", "4,9,3,false,2", "3,5,4,false,1", "33,3,4,true,2"})
  void denseBlock(int n, int in, int out, boolean normalized, int lanes) {
    LayerHarness harness =
        new LayerHarness(new DenseBlock(in, out, normalized, start(1), new Lanes(lanes)), 9);
    if (normalized) {
      harness.set("gamma", harness.randoms(out));
      harness.set("beta", harness.randoms(out));
    } else {
      harness.set("b", harness.randoms(out));
    }
    harness.check(
        harness.randoms(n * in),
        new long[] {n, in},
        true,
        TOLERANCE,
        (x, p) -> {
          double[] y = Naive.dense(x, n, in, out, p.get("W"), p.get("b"));
          if (normalized) {
            double[][] s = Naive.statistics(y, out);
            y = Naive.normalize(y, s[0], s[1], p.get("gamma"), p.get("beta"));
          }
          return Naive.relu(y);
        });
  }

  @ParameterizedTest
  @CsvSource({"5,6,4,true", "4,3,2,false", "1,5,3,false"})
  void divideEncode(int n, int bits, int group, boolean normalized) {
    LayerHarness harness =
        new LayerHarness(
            new HashLayer(
                new Head(group, normalized, true), bits * group, bits, start(1), new Lanes(2)),
            10);
    harness.set("b", harness.randoms(bits));
    if (normalized) {
      harness.set("gamma", harness.randoms(bits));
      harness.set("beta", harness.randoms(bits));
    }
    harness.check(
        harness.randoms(n * bits * group),
        new long[] {n, (long) bits * group},
        true,
        TOLERANCE,
        (x, p) -> {
          double[] y = Naive.divide(x, n, bits, group, p.get("W"), p.get("b"));
          if (normalized) {
            double[][] s = Naive.statistics(y, bits);
            y = Naive.normalize(y, s[0], s[1], p.get("gamma"), p.get("beta"));
          }
          return Arrays.stream(y).map(Math::tanh).toArray();
        });
  }

  @ParameterizedTest
  @CsvSource({"5,6,4,true,true", "4,3,2,false,false", "1,5,3,false,true", "7,12,9,true,false"})
  void denseHash(int n, int bits, int in, boolean normalized, boolean tanh) {
    LayerHarness harness =
        new LayerHarness(
            new HashLayer(new Head(0, normalized, tanh), in, bits, start(1), new Lanes(2)), 10);
    harness.set("b", harness.randoms(bits));
    harness.set("W", harness.randoms(bits * in));
    if (normalized) {
      harness.set("gamma", harness.randoms(bits));
      harness.set("beta", harness.randoms(bits));
    }
    harness.check(
        harness.randoms(n * in),
        new long[] {n, in},
        true,
        TOLERANCE,
        (x, p) -> {
          double[] w = new double[in * bits]; // stored bit by bit
          for (int i = 0; i < w.length; i++) {
            w[i] = p.get("W")[i % bits * in + i / bits];
          }
          double[] y = Naive.dense(x, n, in, bits, w, p.get("b"));
          if (normalized) {
            double[][] s = Naive.statistics(y, bits);
            y = Naive.normalize(y, s[0], s[1], p.get("gamma"), p.get("beta"));
          }
          return tanh ? Arrays.stream(y).map(Math::tanh).toArray() : y;
        });
  }

  @Test
  void runningStatisticsMoveByAtenth() {
    LayerHarness harness = new LayerHarness(new DenseBlock(3, 2, true, start(1), new Lanes(1)), 12);
    double[] x = harness.randoms(8 * 3);
    harness.activate(x, true, 8, 3);
    harness.backward(new double[16], 8, 2);
    Map<String, double[]> p = harness.parameters();
    double[][] s = Naive.statistics(Naive.dense(x, 8, 3, 2, p.get("W"), p.get("b")), 2);
    double[] mean = Arrays.stream(s[0]).map(v -> 0.1 * (0 - v)).toArray();
    double[] var = Arrays.stream(s[1]).map(v -> 0.1 * (1 - v)).toArray();
    LayerHarness.assertClose("mean step", harness.gradient("mean"), mean, 1e-6);
    LayerHarness.assertClose("variance step", harness.gradient("var"), var, 1e-6);
  }
}
