package io.ddh.experiments.joined;

import io.ddh.core.Citation;
import io.ddh.eval.Metric;
import io.ddh.eval.MetricInfo;
import io.ddh.eval.RankedQuery;
import java.util.List;

/** A metric that joins from outside through a service file. */
public final class NearestDistance implements Metric {
  /** Its key. */
  public static final String KEY = "test.nearest";

  @Override
  public List<MetricInfo> values() {
    Citation source = new Citation("A. Nobody", "How near", "Nowhere", 2000, "");
    return List.of(
        new MetricInfo(
            KEY, "Nearest", "Mean over queries of the distance of the nearest item.", source));
  }

  @Override
  public double[] of(RankedQuery query) {
    int distance = 0;
    while (query.items(distance) == 0) {
      distance++;
    }
    return new double[] {distance};
  }
}
