package io.ddh.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.Features;
import io.ddh.core.Hasher;
import org.junit.jupiter.api.Test;

class DenseTest {
  @Test
  void productMatchesThePlainSumOverOddSizes() {
    for (int rows : new int[] {1, 3, 17, 128}) {
      for (int d : new int[] {1, 2, 3, 4, 7, 59}) {
        for (int outputs : new int[] {1, 5, 12}) {
          float[] x = Samples.gaussian(rows, d, rows).values();
          float[] offset = Samples.gaussian(1, d, d).values();
          float[] w = Samples.gaussian(outputs, d, outputs).values();
          float[][] out = new float[outputs + 1][rows];
          out[0][0] = 2; // it adds
          Dense.addProduct(Dense.transpose(x, d, 0, rows, offset), w, out);
          assertThat(out[outputs]).containsOnly(0);
          for (int k = 0; k < outputs; k++) {
            for (int r = 0; r < rows; r++) {
              double sum = k + r == 0 ? 2 : 0;
              for (int j = 0; j < d; j++) {
                sum += (double) (x[r * d + j] - offset[j]) * w[k * d + j];
              }
              assertThat((double) out[k][r]).isEqualTo(sum, within(1e-4));
            }
          }
        }
      }
    }
  }

  @Test
  void lshIsTheSignOfTheProjections() {
    Features x = Samples.gaussian(200, 9, 4);
    Hasher hasher = new LshMethod().train(Samples.training(x, 2), 13, 8, io.ddh.core.Progress.NONE);
    var codes = hasher.encode(x);
    float[] w = hasher.state().array("weights");
    double[] mean = new double[9];
    for (int i = 0; i < x.values().length; i++) {
      mean[i % 9] += x.values()[i] / 200.0;
    }
    int compared = 0;
    for (int i = 0; i < 200; i++) {
      for (int k = 0; k < 13; k++) {
        double s = 0;
        for (int j = 0; j < 9; j++) {
          s += (x.values()[i * 9 + j] - mean[j]) * w[k * 9 + j];
        }
        if (Math.abs(s) > 1e-4) {
          assertThat(codes.bit(i, k)).isEqualTo(s > 0);
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(2_590);
  }

  @Test
  void lshDrawsStandardNormalWeights() {
    Features x = Samples.gaussian(10, 100, 4);
    Hasher hasher =
        new LshMethod().train(Samples.training(x, 2), 1000, 8, io.ddh.core.Progress.NONE);
    double sum = 0;
    double squares = 0;
    for (float w : hasher.state().array("weights")) {
      sum += w;
      squares += (double) w * w;
    }
    // 100,000 draws: 5 standard errors are 0.016 and 0.022; a false alarm in about 10^6 seeds.
    assertThat(sum / 100_000).isEqualTo(0, within(0.016));
    assertThat(squares / 100_000).isEqualTo(1, within(0.0224));
  }
}
