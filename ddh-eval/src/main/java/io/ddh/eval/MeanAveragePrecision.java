package io.ddh.eval;

import io.ddh.core.Citation;
import java.util.List;

/**
 * Mean average precision (MAP), as shown in the tables, and its bounds {@code map.low} and {@code
 * map.high}.
 *
 * <p>A query with R relevant gallery items ranks the whole gallery by Hamming distance. Let rel(i)
 * be 1 if the item at rank i is relevant, and 0 otherwise. If there are no ties, then
 *
 * <pre>
 *   AP = 1/R · Σ_i rel(i) · (rel(1) + … + rel(i)) / i          MAP = mean of AP over all queries
 * </pre>
 *
 * <p>A code of K bits has only K+1 distances, so most items are tied, and AP depends on which of
 * them comes first. {@code map} is the expectation of AP over all orders of tied items. Let a tie
 * have n items, p of them relevant, and let N₀ items be nearer, P₀ of them relevant. The
 * contribution of this tie to the sum is
 *
 * <pre>
 *   p/n · Σ_{t=1..n} (P₀ + 1 + (t−1)·b) / (N₀ + t)             b = (p−1)/(n−1), 0 for n = 1
 * </pre>
 *
 * <p>This formula is from McSherry &amp; Najork (ECIR 2008). A relevant item is at place t of its
 * tie with probability 1/n, and then (t−1)·b of the t−1 items before it in the tie are relevant on
 * average. {@code map.low} puts the relevant items of each tie last, {@code map.high} first. A
 * query with R = 0 has AP 0 and is included in the mean. All three values are in [0, 1] and are
 * computed by {@link TiedRanking}.
 */
public final class MeanAveragePrecision implements Metric {
  static final Citation TIES =
      new Citation(
          "F. McSherry, M. Najork",
          "Computing Information Retrieval Performance Measures Efficiently in the Presence of"
              + " Tied Scores",
          "ECIR",
          2008,
          "10.1007/978-3-540-78646-7_38");

  @Override
  public List<MetricInfo> values() {
    return List.of(
        new MetricInfo(
            Metrics.MAP,
            "MAP",
            "Mean over queries of the precision at each relevant item's rank, averaged over all"
                + " relevant gallery items; the whole gallery is ranked by Hamming distance, and"
                + " ties are averaged over all their orders.",
            TIES),
        new MetricInfo(
            Metrics.MAP_LOW,
            "MAP, ties worst",
            "MAP when relevant items come last among equal distances; no other order of ties"
                + " gives a lower MAP.",
            TIES),
        new MetricInfo(
            Metrics.MAP_HIGH,
            "MAP, ties best",
            "MAP when relevant items come first among equal distances; no other order of ties"
                + " gives a higher MAP.",
            TIES));
  }

  @Override
  public double[] of(RankedQuery query) {
    return new double[] {
      query.averagePrecision(), query.averagePrecisionLow(), query.averagePrecisionHigh()
    };
  }
}
