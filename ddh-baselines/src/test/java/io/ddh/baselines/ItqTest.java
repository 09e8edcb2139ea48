package io.ddh.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BadInputException;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItqTest {
  private static final int K = 11;

  private static double[][] projections() {
    Features x = Samples.classes(2_500, 20, 6, 0.6, 3);
    return Pca.fit(x, K).project(x);
  }

  @Test
  void theErrorNeverRisesAndTheRotationIsOrthogonal() {
    double[][] v = projections();
    ItqRotation itq =
        ItqRotation.learn(v, K, 50, ItqRotation.randomOrthogonal(K, 4), Progress.NONE);
    assertThat(itq.errors()).hasSize(51);
    for (int t = 1; t <= 50; t++) {
      assertThat(itq.errors()[t]).isLessThanOrEqualTo(itq.errors()[t - 1] * (1 + 1e-12));
    }
    assertThat(itq.errors()[50]).isLessThan(0.98 * itq.errors()[0]);
    double[] r = itq.rotation();
    for (int i = 0; i < K; i++) {
      for (int j = 0; j < K; j++) {
        double dot = 0;
        for (int l = 0; l < K; l++) {
          dot += r[i * K + l] * r[j * K + l];
        }
        assertThat(dot).isEqualTo(i == j ? 1 : 0, within(1e-12));
      }
    }
  }

  @Test
  void theErrorIsThatOfTheRotationReturned() {
    double[][] v = projections();
    ItqRotation itq = ItqRotation.learn(v, K, 7, ItqRotation.randomOrthogonal(K, 4), Progress.NONE);
    double error = 0;
    for (double[] block : v) {
      for (int i = 0; i < block.length / K; i++) {
        for (int j = 0; j < K; j++) {
          double z = 0;
          for (int l = 0; l < K; l++) {
            z += block[i * K + l] * itq.rotation()[l * K + j];
          }
          error += (Math.abs(z) - 1) * (Math.abs(z) - 1);
        }
      }
    }
    assertThat(itq.errors()[7]).isEqualTo(error, within(1e-9 * error));
  }

  @Test
  void findsTheRotationOfARotatedCube() {
    // The corners of a square turned by 30°: some rotation quantises them without error.
    double c = Math.cos(Math.PI / 6);
    double s = Math.sin(Math.PI / 6);
    double[] v = {c - s, s + c, -c - s, -s + c, c + s, s - c, -c + s, -s - c};
    double[] start = ItqRotation.randomOrthogonal(2, 1);
    double[] errors = ItqRotation.learn(new double[][] {v}, 2, 50, start, Progress.NONE).errors();
    assertThat(errors[50]).isEqualTo(0, within(1e-20));
  }

  @Test
  void moreBitsThanDimensionsAreRefused() {
    assertThatThrownBy(
            () ->
                new ItqMethod()
                    .train(Samples.training(Samples.gaussian(50, 8, 1), 2), 9, 1, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessage("itq: bits must be at most the features' dimension 8, found 9");
  }

  @Test
  void theNumberOfAlternationsIsASetting() {
    ItqMethod itq = new ItqMethod();
    Hasher hasher =
        itq.configure(Settings.of("itq", itq.defaults(), Map.of("iterations", 3)))
            .train(Samples.training(Samples.gaussian(50, 8, 1), 2), 8, 1, Progress.NONE);
    assertThat((List<?>) hasher.facts().get("quantization_error")).hasSize(4);
  }
}
