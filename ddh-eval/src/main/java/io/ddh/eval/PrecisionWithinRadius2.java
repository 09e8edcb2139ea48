package io.ddh.eval;

import io.ddh.core.Citation;
import java.util.List;

/**
 * The relevant share of the gallery items within Hamming distance 2 (Lin, Li, Tang, IJCAI 2017,
 * Figures 2 and 3, panel a); 0 where no item is that near.
 */
public final class PrecisionWithinRadius2 implements Metric {
  static final Citation DDH =
      new Citation(
          "J. Lin, Z. Li, J. Tang",
          "Discriminative Deep Hashing for Scalable Face Image Retrieval",
          "IJCAI",
          2017,
          "10.24963/ijcai.2017/315");

  @Override
  public List<MetricInfo> values() {
    return List.of(
        new MetricInfo(
            Metrics.PRECISION_RADIUS_2,
            "Precision, radius 2",
            "Mean over queries of the relevant share of the gallery items within Hamming"
                + " distance 2; a query with no item that near counts 0.",
            DDH));
  }

  @Override
  public double[] of(RankedQuery query) {
    int items = 0;
    int found = 0;
    for (int d = 0; d <= Math.min(2, query.bits()); d++) {
      items += query.items(d);
      found += query.relevant(d);
    }
    return new double[] {items == 0 ? 0 : (double) found / items};
  }
}
