package io.ddh.eval;

import java.util.Map;

/**
 * The results of one set of queries against one gallery.
 *
 * @param metrics values by stable key: {@code map}, {@code map.low}, {@code map.high}, {@code
 *     precision.radius2}, {@code precision.at.N}, for each requested k {@code map@k/hits} and
 *     {@code map@k/relevant}, and the keys of each added {@link Metric}
 * @param curves columns of numbers, by the name of the curve and then by the name of the column;
 *     all columns of a curve have the same length. The curves are {@code precision.recall} (columns
 *     {@code radius recall precision empty}), {@code precision.recall.pooled} (columns {@code pairs
 *     relevant}, which are counts at distance 0..K), {@code precision.recall.ranking} (column
 *     {@code precision}, at the levels of {@link RankingCurve}) and {@code precision.at.n} (columns
 *     {@code n precision})
 * @param averagePrecision tie-aware AP of each query, in query order; 0, not NaN, for a query
 *     without any relevant gallery item
 * @param withoutRelevant number of queries to which no gallery item is relevant
 */
public record Evaluation(
    Map<String, Double> metrics,
    Map<String, Map<String, double[]>> curves,
    double[] averagePrecision,
    int withoutRelevant) {}
