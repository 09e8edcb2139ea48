package io.ddh.experiments.run;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Embeddings;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import io.ddh.core.Split;
import io.ddh.eval.EmbeddingEvaluator;
import io.ddh.eval.Evaluation;
import io.ddh.eval.Evaluator;
import io.ddh.eval.Metric;
import io.ddh.eval.MetricInfo;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import java.util.List;
import java.util.stream.Stream;

/**
 * The metrics of a run's cells.
 *
 * @param metrics built-in metrics, and metrics that were added on the class path
 * @param mapAt each k for which MAP of the first k results is computed
 */
record Measures(List<Metric> metrics, List<Integer> mapAt) {
  /**
   * Each N for which precision at N is computed; values of N above a gallery's size are left out.
   */
  private static final int[] AT_N = {
    1, 2, 5, 10, 20, 30, 40, 50, 75, 100, 150, 200, 250, 300, 400, 500, 750, 1000, 2000, 5000
  };

  /** Computes the metrics of a cell from the codes of the whole data set. */
  Evaluation of(BinaryCodes codes, int[] labels, Split split) {
    return Evaluator.evaluate(
        LabeledCodes.select(codes, labels, split.query()),
        LabeledCodes.select(codes, labels, split.gallery()),
        metrics,
        Evaluator.fitting(AT_N, split.gallery().length),
        mapAt.stream().mapToInt(k -> k).toArray(),
        Progress.NONE);
  }

  /** Computes the metrics of a cell that ranks the vectors of the whole data set. */
  Evaluation of(Embeddings vectors, int[] labels, Split split) {
    return EmbeddingEvaluator.evaluate(
        vectors,
        labels,
        split.query(),
        split.gallery(),
        Evaluator.fitting(AT_N, split.gallery().length),
        mapAt.stream().mapToInt(k -> k).toArray());
  }

  /**
   * Returns a string that names a metric whose value is not a finite number; empty if all are
   * finite.
   */
  static String notFinite(Evaluation evaluation) {
    return evaluation.metrics().entrySet().stream()
        .filter(e -> !Double.isFinite(e.getValue()))
        .map(e -> "metric " + e.getKey() + " is " + e.getValue())
        .findFirst()
        .orElse("");
  }

  /**
   * Returns true if a finished cell has all metrics. A cell may lack some metrics if it was made
   * before a metric or a k of the profile was added.
   */
  boolean allIn(Cell cell) {
    Stream<String> fixed = metrics.stream().flatMap(m -> m.values().stream()).map(MetricInfo::key);
    Stream<String> cut =
        mapAt.stream().flatMap(k -> Stream.of(Metrics.mapAtByHits(k), Metrics.mapAtByRelevant(k)));
    return Stream.concat(fixed, cut).allMatch(cell.metrics()::containsKey);
  }
}
