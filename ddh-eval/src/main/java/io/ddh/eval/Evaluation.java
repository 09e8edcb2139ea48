package io.ddh.eval;

import java.util.Map;

/**
 * The results of one set of queries against one gallery.
 *
 * @param metrics values by stable key: {@code map}, {@code map.low}, {@code map.high}, {@code
 *     precision.radius2}, {@code precision.at.N}, for each requested k {@code map@k/hits} and
 *     {@code map@k/relevant}, and the keys of each added {@link Metric}
 * @param curves columns of numbers by name of the curve, then name of the column; all columns of a
 *     curve have the same length: {@code precision.recall} (columns {@code radius recall precision
 *     empty}), {@code precision.recall.pooled} ({@code pairs relevant}, counts at distance 0..K),
 *     {@code precision.recall.ranking} ({@code precision} at the levels of {@link RankingCurve}),
 *     {@code precision.at.n} ({@code n precision})
 * @param averagePrecision tie-aware AP of each query, in query order; never NaN: it is 0 for a
 *     query without any relevant gallery item
 * @param withoutRelevant number of queries to which no gallery item is relevant
 */
public record Evaluation(
    Map<String, Double> metrics,
    Map<String, Map<String, double[]>> curves,
    double[] averagePrecision,
    int withoutRelevant) {}
