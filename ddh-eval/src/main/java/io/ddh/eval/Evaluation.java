package io.ddh.eval;

import java.util.Map;

/**
 * The results of one set of queries against one gallery.
 *
 * @param metrics by stable key: {@code map map.low map.high precision.radius2 precision.at.N}, for
 *     each requested k {@code map@k/hits map@k/relevant}, and the values of each added {@link
 *     Metric}
 * @param curves by name, then column, all columns of one curve equally long: {@code
 *     precision.recall} (columns {@code radius recall precision empty}), {@code
 *     precision.recall.pooled} ({@code pairs relevant}, counts at distance 0..K), {@code
 *     precision.recall.ranking} ({@code precision} at the levels of {@link RankingCurve}), {@code
 *     precision.at.n} ({@code n precision})
 * @param averagePrecision tie-aware AP of each query, in query order; never NaN: a query without
 *     any relevant gallery item counts 0
 * @param withoutRelevant number of queries to which no gallery item is relevant
 */
public record Evaluation(
    Map<String, Double> metrics,
    Map<String, Map<String, double[]>> curves,
    double[] averagePrecision,
    int withoutRelevant) {}
