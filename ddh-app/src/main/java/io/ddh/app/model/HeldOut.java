package io.ddh.app.model;

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
 * How well held-out pictures find their person.
 *
 * @param map mean average precision over the gallery, ties by their expectation
 * @param precisionAt1 how often the nearest is the same person, likewise
 * @param chance MAP of a random order
 * @param queries pictures that asked
 * @param gallery pictures that were searched
 */
public record HeldOut(double map, double precisionAt1, double chance, int queries, int gallery) {
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

  Map<String, Object> asMap() {
    Map<String, Object> out = new TreeMap<>();
    out.put("map", map);
    out.put("precision.at.1", precisionAt1);
    out.put("chance", chance);
    out.put("queries", queries);
    out.put("gallery", gallery);
    return out;
  }
}
