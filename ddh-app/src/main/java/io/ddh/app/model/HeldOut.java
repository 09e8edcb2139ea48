package io.ddh.app.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import io.ddh.core.Split;
import io.ddh.eval.Chance;
import io.ddh.eval.Evaluation;
import io.ddh.eval.Evaluator;
import io.ddh.eval.Metrics;
import io.ddh.experiments.run.RowTraining;
import java.util.Map;
import java.util.TreeMap;

/**
 * Search quality of a model, measured on images that were held out from training. A model file
 * stores these values as {@code quality} in its provenance.
 *
 * @param map mean average precision of searches of the gallery, in [0, 1]; averaged over all orders
 *     of tied images
 * @param precisionAt1 share of the queries whose nearest gallery image shows the same person, in
 *     [0, 1]; averaged over all orders of tied images
 * @param chance mean average precision that a random order of the gallery would have, in [0, 1]
 * @param queries number of query images
 * @param gallery number of gallery images
 */
@JsonPropertyOrder(alphabetic = true)
public record HeldOut(
    double map,
    @JsonProperty("precision.at.1") double precisionAt1,
    double chance,
    int queries,
    int gallery) {
  static HeldOut measure(RowTraining.Trained trained, int[] labels, Split split) {
    BinaryCodes codes = trained.hasher().encode(trained.inputs());
    Evaluation found =
        Evaluator.evaluate(
            LabeledCodes.select(codes, labels, split.query()),
            LabeledCodes.select(codes, labels, split.gallery()),
            new int[] {1},
            Progress.NONE);
    return new HeldOut(
        found.metrics().get(Metrics.MAP),
        found.metrics().get("precision.at.1"),
        chance(labels, split),
        split.query().length,
        split.gallery().length);
  }

  private static double chance(int[] labels, Split split) {
    Map<Integer, Integer> relevant = new TreeMap<>();
    for (int row : split.gallery()) {
      relevant.merge(labels[row], 1, Integer::sum);
    }
    double sum = 0;
    for (int row : split.query()) {
      sum += Chance.averagePrecision(relevant.getOrDefault(labels[row], 0), split.gallery().length);
    }
    return sum / split.query().length;
  }
}
