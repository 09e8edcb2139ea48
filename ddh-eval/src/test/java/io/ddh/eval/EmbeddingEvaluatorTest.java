package io.ddh.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.Embeddings;
import io.ddh.core.Features;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingEvaluatorTest {
  private static final int[] AT_N = {1, 5, 20};
  private static final int[] MAP_AT = {7};

  /**
   * The Euclidean distance of two codes of ±1 is 2·√(Hamming distance), so both evaluators see the
   * same ranking with the same ties.
   */
  @Test
  void vectorsOfSignsRankAsTheirCodesDo() {
    LabeledCodes all = Fixtures.random(120, 12, 5, 1);
    float[] signs = new float[120 * 12];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = all.codes().bit(i / 12, i % 12) ? 1 : -1;
    }
    int[] queries = IntStream.range(0, 40).toArray();
    int[] gallery = IntStream.range(40, 120).toArray();
    Evaluation codes =
        Evaluator.evaluate(
            LabeledCodes.select(all.codes(), all.labels(), queries),
            LabeledCodes.select(all.codes(), all.labels(), gallery),
            Metrics.ours(),
            AT_N,
            MAP_AT,
            Progress.NONE);
    Embeddings vectors = new Embeddings(new Features(12, signs), 4);
    Evaluation found =
        EmbeddingEvaluator.evaluate(vectors, all.labels(), queries, gallery, AT_N, MAP_AT);
    assertThat(found.averagePrecision()).isEqualTo(codes.averagePrecision());
    assertThat(found.metrics().keySet())
        .contains(Metrics.VERIFICATION)
        .doesNotContain(Metrics.PRECISION_RADIUS_2);
    found.metrics().keySet().stream()
        .filter(key -> !key.equals(Metrics.VERIFICATION))
        .forEach(
            key ->
                assertThat(found.metrics().get(key))
                    .as(key)
                    .isCloseTo(codes.metrics().get(key), within(1e-12)));
    assertThat(found.curves()).hasSize(2);
    found
        .curves()
        .forEach(
            (curve, columns) ->
                columns.forEach(
                    (column, values) ->
                        assertThat(values)
                            .as(curve)
                            .isEqualTo(codes.curves().get(curve).get(column))));
  }

  @Test
  void verificationByHand() {
    // Query 0 at 0; the gallery at 0.5 and 2 (same person), at 0.25, 3, 4 and 5 (another).
    float[] places = {0, 0.5f, 2, 0.25f, 3, 4, 5};
    int[] labels = {0, 0, 0, 1, 1, 1, 1};
    Embeddings vectors = new Embeddings(new Features(1, places), 0.5);
    Evaluation found =
        EmbeddingEvaluator.evaluate(
            vectors,
            labels,
            new int[] {0},
            new int[] {1, 2, 3, 4, 5, 6},
            new int[] {2},
            new int[0]);
    assertThat(found.metrics().get(Metrics.VERIFICATION)).isEqualTo((1 / 2.0 + 3 / 4.0) / 2);
    // Relevant items at ranks 2 and 3.
    assertThat(found.metrics().get(Metrics.MAP)).isCloseTo((1 / 2.0 + 2 / 3.0) / 2, within(1e-15));
    assertThat(found.metrics().get("precision.at.2")).isEqualTo(0.5);
  }
}
