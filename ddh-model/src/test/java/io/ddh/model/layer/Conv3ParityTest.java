package io.ddh.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.MapEnd;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@link Conv3Block} against {@link Naive} in double precision, on groups of images that are full
 * and ragged, odd maps and γ of both signs and 0. Tolerance 2e-4 of the largest value, as for the
 * other layers.
 */
class Conv3ParityTest {
  private static final double TOLERANCE = 2e-4;

  private static FusedLayer.Start start() {
    return new FusedLayer.Start(Initialization.HE_GLOROT, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "1,4,2,3,HALF,false,1",
    "17,5,2,3,HALF,false,2",
    "3,7,3,2,HALF,true,2",
    "2,8,1,5,WHOLE,false,2",
    "19,3,2,4,WHOLE,false,1",
    "5,6,3,4,WHOLE,true,3",
    "1,5,2,3,MEAN,false,1",
    "18,4,3,2,MEAN,false,2",
    "3,1,2,2,WHOLE,false,2",
    "4,2,2,3,MEAN,true,2"
  })
  void conv3Block(int n, int h, int ci, int co, MapEnd end, boolean first, int lanes) {
    Conv3Block conf = new Conv3Block(h, ci, co, end, first, start(), new Lanes(lanes));
    LayerHarness harness = new LayerHarness(conf, 5);
    double[] gamma = harness.randoms(co);
    gamma[co / 2] = 0;
    gamma[0] = -0.7;
    harness.set("gamma", gamma);
    harness.set("beta", Arrays.stream(harness.randoms(co)).map(v -> v + 0.5).toArray());
    harness.set("mean", harness.randoms(co));
    for (int more : new int[] {0, 3}) { // again: nothing may be left from the batch before
      int count = n + more;
      double[] x = harness.randoms(count * h * h * ci);
      harness.check(
          x,
          new long[] {count, h, h, ci},
          !first,
          TOLERANCE,
          (in, p) -> {
            double[] y = convolve(in, p, count, h, ci, co);
            double[][] s = Naive.statistics(y, co);
            return finish(y, s[0], s[1], p, count, h, end);
          });
      double[][] s = Naive.statistics(convolve(x, harness.parameters(), count, h, ci, co), co);
      for (int c = 0; c < co; c++) {
        double mean = harness.parameter("mean")[c];
        assertThat(harness.gradient("mean")[c])
            .isCloseTo(0.1 * (mean - s[0][c]), org.assertj.core.data.Offset.offset(1e-5));
        assertThat(harness.gradient("var")[c])
            .isCloseTo(0.1 * (1 - s[1][c]), org.assertj.core.data.Offset.offset(1e-4));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"5,7,HALF", "3,6,WHOLE", "17,5,MEAN"})
  void infersWithRunningStatistics(int n, int h, MapEnd end) {
    int ci = 2;
    int co = 3;
    Conv3Block conf = new Conv3Block(h, ci, co, end, false, start(), new Lanes(2));
    LayerHarness harness = new LayerHarness(conf, 6);
    harness.set("gamma", harness.randoms(co));
    harness.set("beta", harness.randoms(co));
    harness.set("mean", harness.randoms(co));
    harness.set("var", Arrays.stream(harness.randoms(co)).map(v -> v + 1.2).toArray());
    double[] x = harness.randoms(n * h * h * ci);
    Map<String, double[]> p = harness.parameters();
    double[] y = convolve(x, p, n, h, ci, co);
    double[] all = harness.activate(x, false, n, h, h, ci);
    LayerHarness.assertClose(
        "output", all, finish(y, p.get("mean"), p.get("var"), p, n, h, end), 1e-5);
    double[] last = Arrays.copyOfRange(x, (n - 1) * h * h * ci, x.length);
    double[] alone = harness.activate(last, false, 1, h, h, ci);
    LayerHarness.assertClose(
        "alone", alone, Arrays.copyOfRange(all, all.length - alone.length, all.length), 1e-6);
  }

  private static double[] convolve(
      double[] x, Map<String, double[]> p, int n, int h, int ci, int co) {
    int side = h + 2;
    double[] padded = new double[n * side * side * ci];
    for (int i = 0; i < x.length; i++) {
      int row = i / ci / h;
      int at = ((row / h * side + row % h + 1) * side + i / ci % h + 1) * ci + i % ci;
      padded[at] = x[i];
    }
    return Naive.conv(padded, n, side, ci, 3, co, p.get("W"));
  }

  private static double[] finish(
      double[] y,
      double[] mean,
      double[] variance,
      Map<String, double[]> p,
      int n,
      int h,
      MapEnd end) {
    double[] z = Naive.normalize(y, mean, variance, p.get("gamma"), p.get("beta"));
    int co = mean.length;
    if (end == MapEnd.HALF) {
      return LayerParityTest.poolWinners(y, z, p, n, h, co);
    }
    double[] open = Naive.relu(z);
    if (end == MapEnd.WHOLE) {
      return open;
    }
    double[] out = new double[n * co];
    for (int i = 0; i < open.length; i++) {
      out[i / (h * h * co) * co + i % co] += open[i] / (h * h);
    }
    return out;
  }

  @Test
  void repeatsBitForBit() {
    for (MapEnd end : MapEnd.values()) {
      double[] first = step(end);
      assertThat(step(end)).isEqualTo(first);
    }
  }

  private static double[] step(MapEnd end) {
    Conv3Block conf = new Conv3Block(9, 3, 5, end, false, start(), new Lanes(2));
    LayerHarness harness = new LayerHarness(conf, 5);
    double[] z = harness.activate(harness.randoms(40 * 81 * 3), true, 40, 9, 9, 3);
    harness.backward(harness.randoms(z.length), 40, z.length / 40);
    return harness.gradient("W");
  }
}
