package io.ddh.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * Values of NumPy scripts written from the papers' equations (src/test/reference). What is random
 * comes from the file on both sides.
 */
class ReferenceTest {
  /**
   * Every bit whose score is not within margin of 0, of which there may be few, is the script's.
   */
  private static void bitsAre(Hasher hasher, Features x, double[] scores, double margin, int few) {
    BinaryCodes codes = hasher.encode(x);
    assertThat(scores).hasSize(x.size() * hasher.bits());
    int near = 0;
    for (int i = 0; i < scores.length; i++) {
      if (Math.abs(scores[i]) > margin) {
        assertThat(codes.bit(i / hasher.bits(), i % hasher.bits()))
            .as("bit %d of row %d", i % hasher.bits(), i / hasher.bits())
            .isEqualTo(scores[i] > 0);
      } else {
        near++;
      }
    }
    assertThat(near).isLessThanOrEqualTo(few);
  }

  private static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }

  @Test
  void lsh() {
    Reference r = new Reference("lsh");
    Features x = r.features(9);
    bitsAre(
        new LshMethod().hasher(new AffineMap(Rows.mean(x), r.floats("w")), Map.of()),
        x,
        r.doubles("scores"),
        1e-4,
        2);
  }

  @Test
  void sh() {
    Reference r = new Reference("sh");
    Features x = r.features(6);
    Hasher hasher = new ShMethod().train(Samples.training(x, 2), 14, 0, Progress.NONE);
    bitsAre(hasher, x, r.doubles("scores"), 1e-4, 2);
  }

  @Test
  void itq() {
    Reference r = new Reference("itq");
    Features x = r.features(10);
    ItqRotation found =
        ItqRotation.learn(Pca.fit(x, 6).project(x), 6, 50, r.doubles("start"), Progress.NONE);
    assertThat(found.errors()).containsExactly(r.doubles("errors"), within(1e-4));
    assertThat(found.rotation()).containsExactly(r.doubles("rotation"), within(1e-6));
  }

  @Test
  void sdh() {
    Reference r = new Reference("sdh");
    Features x = r.features(6);
    double[] start = r.doubles("start");
    byte[] codes = new byte[start.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) start[i];
    }
    SdhTrainer.Result found =
        new SdhTrainer(
                x,
                Samples.labels(x.size(), 4),
                4,
                new SdhSettings(16, 0.4, 1, 0.05, 1e-2, 5, 10),
                r.integers("anchors"),
                codes)
            .train(Progress.NONE);
    assertThat(found.objective()).containsExactly(r.doubles("objective"), within(1e-4));
    assertThat(found.predictor()).containsExactly(r.doubles("predictor"), within(1e-3));
    Hasher hasher = new SdhMethod().hasher(found.map(), floats(found.predictor()), Map.of());
    bitsAre(hasher, x, r.doubles("scores"), 1e-3, 2);
  }

  @Test
  void ksh() {
    Reference r = new Reference("ksh");
    Features x = r.features(6);
    KshTrainer.Result found =
        new KshTrainer(
                x,
                Samples.labels(x.size(), 5),
                5,
                7,
                new KshSettings(9, 0, 60, 0),
                r.integers("anchors"),
                IntStream.range(0, x.size()).toArray())
            .train(Progress.NONE);
    assertThat(found.spectral()).containsExactly(r.doubles("spectral"));
    assertThat(found.kept()).containsExactly(r.doubles("kept"));
    double[] weights = r.doubles("weights");
    for (int i = 0; i < weights.length; i++) {
      assertThat((double) found.weights()[i])
          .as("weight %d", i)
          .isCloseTo(weights[i], Percentage.withPercentage(0.5));
    }
    bitsAre(
        new KshMethod().hasher(found.map(), found.weights(), Map.of()),
        x,
        r.doubles("scores"),
        1e-3,
        0);
  }

  @Test
  void bre() {
    Reference r = new Reference("bre");
    Features x = r.features(5);
    float[] mean = Rows.mean(x);
    double[] u = BreMethod.unit(x, mean);
    int[][] basis = new int[6][];
    double[][] weights = new double[6][];
    for (int k = 0; k < 6; k++) {
      basis[k] = Arrays.copyOfRange(r.integers("basis"), 5 * k, 5 * k + 5);
      weights[k] = Arrays.copyOfRange(r.doubles("start"), 5 * k, 5 * k + 5);
    }
    BreTrainer.Result found =
        new BreTrainer(u, 5, BrePairs.nearAndFar(u, 5, 10), basis, weights, 0.01)
            .train(Progress.NONE);
    assertThat(found.objective()).containsExactly(r.doubles("objective"), within(1e-5));
    assertThat(Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray())
        .containsExactly(r.doubles("weights"), within(1e-4));
    AffineMap map = new AffineMap(mean, floats(found.planes()));
    bitsAre(new BreMethod().hasher(map, Map.of()), x, r.doubles("scores"), 1e-4, 2);
  }
}
