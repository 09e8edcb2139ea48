package io.ddh.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what src/test/reference/curves.py computes from the definitions with NumPy. */
class CurvesReferenceTest {
  private static final double EPS = 1e-12; // the file has 13 digits

  private final Map<String, double[]> reference = new HashMap<>();

  CurvesReferenceTest() throws IOException {
    try (InputStream in = CurvesReferenceTest.class.getResourceAsStream("/reference/curves.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1)) {
        String[] words = line.split(" ", -1);
        double[] values = Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
        reference.put(words[0], values);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ties", "emptyRadii", "single", "oneClass", "without", "nobody", "oneItem"})
  void curvesAndMapOfTheFirst(String name) {
    int[] cutoffs = integers(name, "cutoffs");
    Evaluation e =
        Evaluator.evaluate(
            codes(name, "queries", "queryLabels"),
            codes(name, "gallery", "galleryLabels"),
            Metrics.ours(),
            new int[0],
            cutoffs,
            Progress.NONE);
    Map<String, double[]> counts = e.curves().get(Metrics.PRECISION_RECALL_POOLED);
    assertThat(counts.get("pairs")).isEqualTo(of(name, "pairs"));
    assertThat(counts.get("relevant")).isEqualTo(of(name, "relevant"));
    PooledCurve pooled = PooledCurve.of(counts.get("pairs"), counts.get("relevant"));
    assertThat(pooled.radius()).isEqualTo(of(name, "radius"));
    assertThat(pooled.recall()).containsExactly(of(name, "recall"), within(EPS));
    assertThat(pooled.precision()).containsExactly(of(name, "precision"), within(EPS));
    assertThat(e.curves().get(Metrics.PRECISION_RECALL_RANKING).get("precision"))
        .containsExactly(of(name, "ranking"), within(EPS));
    for (int j = 0; j < cutoffs.length; j++) {
      assertThat(e.metrics().get("map@" + cutoffs[j] + "/hits"))
          .isCloseTo(of(name, "mapByHits")[j], within(EPS));
      assertThat(e.metrics().get("map@" + cutoffs[j] + "/relevant"))
          .isCloseTo(of(name, "mapByRelevant")[j], within(EPS));
    }
  }

  private double[] of(String name, String array) {
    return reference.get(name + "." + array);
  }

  private int[] integers(String name, String array) {
    return Arrays.stream(of(name, array)).mapToInt(v -> (int) v).toArray();
  }

  private LabeledCodes codes(String name, String array, String labels) {
    double[] bits = of(name, array);
    int[] ofCodes = integers(name, labels);
    float[] signs = new float[bits.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = bits[i] > 0 ? 1 : -1;
    }
    return new LabeledCodes(BinaryCodes.ofSigns(bits.length / ofCodes.length, signs), ofCodes);
  }
}
