package io.ddh.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.Pool3;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@link Conv5Block} against {@link Naive} in double precision. Tolerance 2e-4 of the largest
 * value, as for the other layers; the minimal filtering itself costs some 5e-6.
 */
class Conv5ParityTest {
  private static final double TOLERANCE = 2e-4;

  @ParameterizedTest
  @CsvSource({
    "1,4,2,3,MAX,false,1",
    "5,7,3,2,MAX,false,2",
    "3,8,1,5,MAX,true,2",
    "6,6,3,4,MAX,true,3",
    "9,5,2,2,MAX,false,2",
    "1,8,2,3,MEAN,false,1",
    "5,7,2,3,MEAN,false,2",
    "3,5,3,4,MEAN,true,2",
    "2,2,2,2,MEAN,false,2",
    "2,3,2,2,MAX,false,1",
    "3,28,1,2,MAX,true,2",
    "3,14,2,2,MAX,false,2",
    "3,14,2,2,MEAN,false,2"
  })
  void conv5Block(int n, int h, int ci, int co, Pool3 pool, boolean first, int lanes) {
    FusedLayer.Start start = new FusedLayer.Start(Initialization.HE_GLOROT, 1);
    Conv5Block conf = new Conv5Block(h, ci, co, pool, first, start, new Lanes(lanes));
    LayerHarness harness = new LayerHarness(conf, 5);
    harness.set("b", harness.randoms(co));
    double[] x = harness.randoms(n * h * h * ci);
    harness.check(
        x,
        new long[] {n, h, h, ci},
        !first,
        TOLERANCE,
        (in, p) -> naive(in, p, n, h, ci, co, pool));
    // Again with other values: nothing may be left from the batch before.
    double[] other = harness.randoms((n + 3) * h * h * ci);
    harness.check(
        other,
        new long[] {n + 3, h, h, ci},
        !first,
        TOLERANCE,
        (in, p) -> naive(in, p, n + 3, h, ci, co, pool));
    LayerHarness.assertClose(
        "inference",
        harness.activate(x, false, n, h, h, ci),
        naive(x, harness.parameters(), n, h, ci, co, pool),
        1e-5);
  }

  private static double[] naive(
      double[] x, Map<String, double[]> p, int n, int h, int ci, int co, Pool3 pool) {
    int side = h + 4;
    double[] padded = new double[n * side * side * ci];
    for (int i = 0; i < x.length; i++) {
      int row = i / ci / h;
      int at = ((row / h * side + row % h + 2) * side + i / ci % h + 2) * ci + i % ci;
      padded[at] = x[i];
    }
    double[] y = Naive.conv(padded, n, side, ci, 5, co, p.get("W"));
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(0, y[i] + p.get("b")[i % co]);
    }
    return pool(y, n, h, co, pool == Pool3.MAX);
  }

  /** 3×3 pool, two apart, windows cut off at the lower and right edge. */
  private static double[] pool(double[] y, int n, int h, int co, boolean max) {
    int p = (int) Math.ceil((h - 3) / 2.0) + 1;
    double[] z = new double[n * p * p * co];
    for (int i = 0; i < z.length; i++) {
      int m = i % co;
      int column = i / co % p * 2;
      int row = i / co / p % p * 2;
      int b = i / co / p / p;
      double best = 0;
      double sum = 0;
      int count = 0;
      for (int u = row; u < Math.min(h, row + 3); u++) {
        for (int v = column; v < Math.min(h, column + 3); v++) {
          double value = y[((b * h + u) * h + v) * co + m];
          best = Math.max(best, value);
          sum += value;
          count++;
        }
      }
      z[i] = max ? best : sum / count;
    }
    return z;
  }

  @Test
  void sidesAreCaffes() {
    assertThat(new int[] {Pool3.side(32), Pool3.side(16), Pool3.side(8), Pool3.side(28)})
        .containsExactly(16, 8, 4, 14);
    assertThat(new int[] {Pool3.side(14), Pool3.side(7), Pool3.side(3), Pool3.side(1)})
        .containsExactly(7, 3, 1, 1);
  }

  @Test
  void tiesInAWindowGoToOne() {
    // A flat image: all inner places tie. The gradient of a window must arrive once, not nine
    // times: with all taps 0 but the middle one the input's gradient sums to the output's.
    FusedLayer.Start start = new FusedLayer.Start(Initialization.HE_GLOROT, 1);
    Conv5Block conf = new Conv5Block(8, 1, 1, Pool3.MAX, false, start, new Lanes(1));
    LayerHarness harness = new LayerHarness(conf, 5);
    double[] w = new double[25];
    w[12] = 1;
    harness.set("W", w);
    double[] x = new double[64];
    java.util.Arrays.fill(x, 0.5);
    harness.activate(x, true, 1, 8, 8, 1);
    double[] ones = new double[16];
    java.util.Arrays.fill(ones, 1);
    double[] dx = harness.backward(ones, 1, 4, 4, 1);
    double sum = java.util.Arrays.stream(dx).sum();
    assertThat(sum).isCloseTo(16, org.assertj.core.data.Offset.offset(1e-3));
  }
}
