package io.ddh.eval;

import io.ddh.data.Check;
import io.ddh.data.Citation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that {@link Evaluator} gives: keys, names, definitions and sources. */
public final class Metrics {
  /** Mean average precision, ties by expectation. */
  public static final String MAP = "map";

  /** Mean average precision, the worst order of ties. */
  public static final String MAP_LOW = "map.low";

  /** Mean average precision, the best order of ties. */
  public static final String MAP_HIGH = "map.high";

  /** Precision within Hamming radius 2. */
  public static final String PRECISION_RADIUS_2 = "precision.radius2";

  /** Curve: precision and recall within each Hamming radius. */
  public static final String PRECISION_RECALL = "precision.recall";

  /** Curve: precision at N returned items. */
  public static final String PRECISION_AT_N = "precision.at.n";

  private static final Pattern AT_N = Pattern.compile("precision\\.at\\.([1-9][0-9]{0,8})");

  private static final Citation TIES =
      new Citation(
          "F. McSherry, M. Najork",
          "Computing Information Retrieval Performance Measures Efficiently in the Presence of"
              + " Tied Scores",
          "ECIR",
          2008,
          "10.1007/978-3-540-78646-7_38");

  private static final Citation DDH =
      new Citation(
          "J. Lin, Z. Li, J. Tang",
          "Discriminative Deep Hashing for Scalable Face Image Retrieval",
          "IJCAI",
          2017,
          "10.24963/ijcai.2017/315");

  private static final List<MetricInfo> ALL =
      List.of(
          new MetricInfo(
              MAP,
              "MAP",
              "Mean over queries of the precision at each relevant item's rank, averaged over all"
                  + " relevant gallery items; the whole gallery is ranked by Hamming distance, and"
                  + " equal distances count by their expectation over all orders.",
              TIES),
          new MetricInfo(
              MAP_LOW,
              "MAP, ties worst",
              "MAP when relevant items stand last among equal distances: a lower bound of any"
                  + " order.",
              TIES),
          new MetricInfo(
              MAP_HIGH,
              "MAP, ties best",
              "MAP when relevant items stand first among equal distances: an upper bound of any"
                  + " order.",
              TIES),
          new MetricInfo(
              PRECISION_RADIUS_2,
              "Precision, radius 2",
              "Mean over queries of the relevant share of the gallery items within Hamming"
                  + " distance 2; a query with no item that near counts 0.",
              DDH),
          new MetricInfo(
              PRECISION_RECALL,
              "Precision–recall",
              "One point a Hamming radius 0..K: mean over queries of the relevant share of the"
                  + " items within the radius (0 when there is none) against the mean share of the"
                  + " relevant items found.",
              DDH),
          new MetricInfo(
              PRECISION_AT_N,
              "Precision at N",
              "Mean over queries of the relevant share of the N nearest gallery items; of equal"
                  + " distances that N cuts, the expectation over all orders.",
              TIES));

  private Metrics() {}

  /** All metrics and curves, in the order of tables. */
  public static List<MetricInfo> all() {
    return ALL;
  }

  /** The key of precision at N, {@code precision.at.N} with the number. */
  public static String precisionAt(int n) {
    Check.atLeast("N", n, 1);
    return "precision.at." + n;
  }

  /** The metric or curve with this key, {@code precision.at.100} and the like among them. */
  public static Optional<MetricInfo> find(String key) {
    Matcher matcher = AT_N.matcher(key);
    if (matcher.matches()) {
      MetricInfo curve = find(PRECISION_AT_N).orElseThrow();
      String name = "Precision at " + matcher.group(1);
      return Optional.of(new MetricInfo(key, name, curve.definition(), curve.source()));
    }
    return ALL.stream().filter(metric -> metric.key().equals(key)).findFirst();
  }
}
