package io.ddh.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.Features;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;
import smile.math.blas.BLAS;

class PcaTest {
  @Test
  void smileRunsOnOpenBlas() {
    assertThat(BLAS.engine.getClass().getName()).isEqualTo("smile.math.blas.openblas.OpenBLAS");
    assertThat(Loader.load(openblas.class)).contains("openblas");
  }

  @Test
  void findsTheAxesOfAHandMadeCloud() {
    // (±2, ±2) + (±1, ∓1) around (5, −3): variance 8 along (1, 1)/√2 and 2 along (1, −1)/√2.
    float[] values = {
      5 + 2 + 1, -3 + 2 - 1, 5 + 2 - 1, -3 + 2 + 1, 5 - 2 + 1, -3 - 2 - 1, 5 - 2 - 1, -3 - 2 + 1
    };
    Pca pca = Pca.fit(new Features(2, values), 2);
    double h = Math.sqrt(0.5);
    assertThat(pca.mean()).containsExactly(5, -3);
    assertThat(pca.variances()).containsExactly(new double[] {8, 2}, within(1e-12));
    assertThat(Math.abs(pca.axes()[0])).isEqualTo(h, within(1e-12));
    assertThat(pca.axes()[1]).isEqualTo(pca.axes()[0], within(1e-12));
    assertThat(pca.axes()[3]).isEqualTo(-pca.axes()[2], within(1e-12));
  }

  @Test
  void axesAreOrthonormalTheirLargestPartPositiveAndTheProjectionsUncorrelated() {
    int d = 9;
    int k = 5;
    Features x = Samples.classes(3_001, d, 4, 0.7, 2); // more than one block of rows
    Pca pca = Pca.fit(x, k);
    double[][] blocks = pca.project(x);
    assertThat(blocks).hasNumberOfRows(2);
    for (int a = 0; a < k; a++) {
      double largest = 0;
      for (int j = 0; j < d; j++) {
        double v = pca.axes()[a * d + j];
        largest = Math.abs(v) > Math.abs(largest) ? v : largest;
      }
      assertThat(largest).isPositive();
      for (int b = 0; b < k; b++) {
        double dot = 0;
        for (int j = 0; j < d; j++) {
          dot += pca.axes()[a * d + j] * pca.axes()[b * d + j];
        }
        assertThat(dot).isEqualTo(a == b ? 1 : 0, within(1e-12));
        double covariance = 0;
        for (double[] block : blocks) {
          for (int r = 0; r < block.length / k; r++) {
            covariance += block[r * k + a] * block[r * k + b] / 3_001;
          }
        }
        assertThat(covariance).isEqualTo(a == b ? pca.variances()[a] : 0, within(1e-5));
      }
    }
    assertThat(pca.variances()).isSortedAccordingTo((p, q) -> Double.compare(q, p));
  }
}
