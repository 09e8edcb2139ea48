package io.ddh.eval;

import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.core.Citation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys, names, definitions and sources of the metrics and curves that {@link Evaluator}
 * computes. {@link MeanAveragePrecision} explains how MAP is computed; {@link Metric} explains how
 * to add a metric.
 */
public final class Metrics {
  /** Key of mean average precision, with ties averaged over all their orders. */
  public static final String MAP = "map";

  /** Key of mean average precision with every tie in its worst order. */
  public static final String MAP_LOW = "map.low";

  /** Key of mean average precision with every tie in its best order. */
  public static final String MAP_HIGH = "map.high";

  /** Key of precision within Hamming radius 2. */
  public static final String PRECISION_RADIUS_2 = "precision.radius2";

  /**
   * Key of the accuracy of verification, which only {@link EmbeddingEvaluator} computes. The
   * accuracy is the mean of two shares: the share of same-person pairs whose distance is at most
   * the threshold {@code samePerson} of the embeddings, and the share of different-person pairs
   * whose distance is larger. Each pair consists of a query and a gallery image.
   */
  public static final String VERIFICATION = "verification.accuracy";

  /**
   * Key pattern of MAP of the first k, where AP is a sum divided by the number of relevant items
   * among these k; {@link #mapAtByHits} gives the key for a certain k.
   */
  public static final String MAP_AT_BY_HITS = "map@k/hits";

  /**
   * Key pattern of MAP of the first k, where AP is a sum divided by the number of all relevant
   * items; {@link #mapAtByRelevant} gives the key for a certain k.
   */
  public static final String MAP_AT_BY_RELEVANT = "map@k/relevant";

  /**
   * Name of the curve of precision and recall within each Hamming radius, as means over the
   * queries.
   */
  public static final String PRECISION_RECALL = "precision.recall";

  /**
   * Name of the curve that counts pairs and relevant pairs at each distance. From these counts,
   * {@link PooledCurve} computes precision and recall.
   */
  public static final String PRECISION_RECALL_POOLED = "precision.recall.pooled";

  /** Name of the curve of precision at the recall levels of {@link RankingCurve}. */
  public static final String PRECISION_RECALL_RANKING = "precision.recall.ranking";

  /** Name of the curve of precision at N returned items. */
  public static final String PRECISION_AT_N = "precision.at.n";

  private static final Pattern AT_N = Pattern.compile("precision\\.at\\.([1-9][0-9]{0,8})");

  private static final Pattern MAP_AT = Pattern.compile("map@([1-9][0-9]{0,8})/(hits|relevant)");

  private static final Citation TIES = MeanAveragePrecision.TIES;

  private static final Citation DDH =
      new Citation(
          "J. Lin, Z. Li, J. Tang",
          "Discriminative Deep Hashing for Scalable Face Image Retrieval",
          "IJCAI",
          2017,
          "10.24963/ijcai.2017/315");

  private static final Citation ITQ =
      new Citation(
          "Y. Gong, S. Lazebnik",
          "Iterative Quantization: A Procrustean Approach to Learning Binary Codes",
          "CVPR",
          2011,
          "10.1109/CVPR.2011.5995432");

  private static final Citation FACENET =
      new Citation(
          "F. Schroff, D. Kalenichenko, J. Philbin",
          "FaceNet: A Unified Embedding for Face Recognition and Clustering",
          "CVPR",
          2015,
          "10.1109/CVPR.2015.7298682");

  private static final List<Metric> OURS = List.of(new MeanAveragePrecision());

  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9.@/+-]*");

  /**
   * The metrics and curves that {@link Evaluator} computes itself rather than through a {@link
   * Metric}.
   */
  private static final List<MetricInfo> FUSED =
      List.of(
          new MetricInfo(
              PRECISION_RADIUS_2,
              "Precision, radius 2",
              "Mean over queries of the relevant share of the gallery items within Hamming"
                  + " distance 2; a query with no item within that distance counts as 0.",
              DDH),
          new MetricInfo(
              VERIFICATION,
              "Verification accuracy",
              "Only for embeddings: the mean of two shares. One is the share of the query–gallery"
                  + " pairs of the same person whose distance is at most the threshold that"
                  + " the network's authors state; the other is the share of the pairs of"
                  + " different people"
                  + " whose distance is larger. Left out unless there are pairs of both kinds.",
              FACENET),
          new MetricInfo(
              MAP_AT_BY_HITS,
              "MAP@k by hits",
              "Mean over queries of the sum of the precisions at the relevant items among the first"
                  + " k, divided by the number of those items (0 if there are none); for ties, the"
                  + " expected value over all orders.",
              TIES),
          new MetricInfo(
              MAP_AT_BY_RELEVANT,
              "MAP@k by relevant",
              "Like MAP@k by hits, but the sum is divided by the number of all relevant items, not"
                  + " only those among the first k; for ties, the expected value over all orders.",
              TIES),
          new MetricInfo(
              PRECISION_RECALL_POOLED,
              "Precision–recall by radius",
              "One point per Hamming radius 0..K, with the pairs of all queries and gallery items"
                  + " pooled: precision (the relevant share of the pairs within the radius) against"
                  + " recall (the share of all relevant pairs that lie within it); radii without "
                  + "any"
                  + " pair are left out.",
              ITQ),
          new MetricInfo(
              PRECISION_RECALL_RANKING,
              "Precision–recall of the ranking",
              "Mean over queries of the precision at recall 0, 0.01, …, 1: the expected precision "
                  + "at"
                  + " the point of the ranking where the expected recall first reaches that level."
                  + " Inside a tie, expected counts grow linearly; at recall 0, the limit from "
                  + "above is"
                  + " used.",
              TIES),
          new MetricInfo(
              PRECISION_RECALL,
              "Precision–recall, mean over queries",
              "One point per Hamming radius 0..K: the mean over queries of the relevant share of "
                  + "the"
                  + " items within the radius (0 if there are none) against the mean share of the"
                  + " relevant items that lie within it.",
              DDH),
          new MetricInfo(
              PRECISION_AT_N,
              "Precision at N",
              "Mean over queries of the relevant share of the N nearest gallery items; if N falls"
                  + " inside a group of items at equal distance, the expected value over all orders of"
                  + " these items.",
              TIES));

  private Metrics() {}

  /** {@return all built-in metrics and curves, in the order of tables} */
  public static List<MetricInfo> all() {
    return all(OURS);
  }

  /**
   * {@return all metrics and curves of an evaluation with the given metrics, in the order of
   * tables}
   *
   * @param metrics metrics computed besides precision at N, MAP of the first k and the curves
   */
  public static List<MetricInfo> all(List<Metric> metrics) {
    Map<Boolean, List<Metric>> ours =
        metrics.stream().collect(Collectors.partitioningBy(Metrics::isOurs));
    return Stream.of(infos(ours.get(true)), FUSED.stream(), infos(ours.get(false)))
        .flatMap(infos -> infos)
        .toList();
  }

  private static Stream<MetricInfo> infos(List<Metric> metrics) {
    return metrics.stream().flatMap(metric -> metric.values().stream());
  }

  private static boolean isOurs(Metric metric) {
    return OURS.stream().anyMatch(own -> own.getClass() == metric.getClass());
  }

  /** {@return the metrics that every evaluation has} */
  public static List<Metric> ours() {
    return OURS;
  }

  /**
   * {@return the built-in metrics, followed by all others that were found, sorted by key}
   *
   * @param found metrics on the class path; built-in ones among them are not repeated
   * @throws BadInputException if a metric has no key, a key that isn't allowed, or the key or name
   *     of another metric
   */
  public static List<Metric> with(Iterable<Metric> found) {
    Map<String, Metric> others = new TreeMap<>();
    Map<String, String> taken = new HashMap<>();
    all().forEach(info -> taken.put(info.name(), "DDH"));
    taken.put("collapsed", "cells.csv"); // key of the extra line of cells with collapsed codes
    for (Metric metric : found) {
      if (!isOurs(metric)) {
        String owner = metric.getClass().getName();
        for (MetricInfo info : metric.values()) {
          String key = info.key();
          require(KEY.matcher(key).matches(), owner, key, "lower-case letters, digits and .-+@/");
          require(find(key).isEmpty(), owner, key, "a key that is not one of DDH's keys");
          for (String name : Stream.of(key, info.name()).distinct().toList()) {
            String other = taken.putIfAbsent(name, owner);
            require(other == null, owner, name, "a key and a name that " + other + " doesn't use");
          }
        }
        require(!metric.values().isEmpty(), owner, "", "at least one value");
        others.put(metric.values().get(0).key(), metric);
      }
    }
    return Stream.concat(OURS.stream(), others.values().stream()).toList();
  }

  private static void require(boolean condition, String owner, String found, String valid) {
    if (!condition) {
      throw new BadInputException(
          "metric '" + found + "' of " + owner + ": can't be added; valid: " + valid);
    }
  }

  /**
   * {@return the key of precision at N, for example {@code precision.at.100}}
   *
   * @param n number N of items returned, ≥ 1
   */
  public static String precisionAt(int n) {
    Check.atLeast("N", n, 1);
    return "precision.at." + n;
  }

  /**
   * {@return the key of MAP of the first k by hits, for example {@code map@100/hits}}
   *
   * @param k number k of items ranked, ≥ 1
   */
  public static String mapAtByHits(int k) {
    return mapAt(k, "hits");
  }

  /**
   * {@return the key of MAP of the first k by all relevant items, for example {@code
   * map@100/relevant}}
   *
   * @param k number k of items ranked, ≥ 1
   */
  public static String mapAtByRelevant(int k) {
    return mapAt(k, "relevant");
  }

  private static String mapAt(int k, String by) {
    Check.atLeast("k of MAP", k, 1);
    return "map@" + k + "/" + by;
  }

  /**
   * {@return the metric or curve with this key; empty if there is none} Keys with a number, such as
   * {@code precision.at.100} or {@code map@100/hits}, are found, too.
   *
   * @param key key of a metric or curve
   */
  public static Optional<MetricInfo> find(String key) {
    Matcher mapAt = MAP_AT.matcher(key);
    if (mapAt.matches()) {
      MetricInfo any = find("map@k/" + mapAt.group(2)).orElseThrow();
      String name = "MAP@" + mapAt.group(1) + " by " + mapAt.group(2);
      return Optional.of(new MetricInfo(key, name, any.definition(), any.source()));
    }
    Matcher matcher = AT_N.matcher(key);
    if (matcher.matches()) {
      MetricInfo curve = find(PRECISION_AT_N).orElseThrow();
      String name = "Precision at " + matcher.group(1);
      return Optional.of(new MetricInfo(key, name, curve.definition(), curve.source()));
    }
    return all().stream().filter(metric -> metric.key().equals(key)).findFirst();
  }
}
