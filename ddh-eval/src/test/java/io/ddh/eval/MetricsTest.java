package io.ddh.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Citation;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import io.ddh.core.Services;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void everyKeyOfAnEvaluationHasAnEntryWithASource() {
    LabeledCodes codes = Fixtures.random(30, 12, 3, 1);
    Evaluation e =
        Evaluator.evaluate(
            codes, codes, Metrics.ours(), new int[] {1, 20}, new int[] {7}, Progress.NONE);
    Stream.concat(e.metrics().keySet().stream(), e.curves().keySet().stream())
        .forEach(
            key -> {
              MetricInfo info = Metrics.find(key).orElseThrow();
              assertThat(info.key()).isEqualTo(key);
              assertThat(info.definition()).endsWith(".");
              assertThat(info.source().doi()).startsWith("10.");
            });
  }

  @Test
  void allAreFoundByTheirKeysInTheOrderOfTables() {
    assertThat(Metrics.all())
        .extracting(MetricInfo::key)
        .containsExactly(
            Metrics.MAP,
            Metrics.MAP_LOW,
            Metrics.MAP_HIGH,
            Metrics.PRECISION_RADIUS_2,
            Metrics.VERIFICATION,
            Metrics.MAP_AT_BY_HITS,
            Metrics.MAP_AT_BY_RELEVANT,
            Metrics.PRECISION_RECALL_POOLED,
            Metrics.PRECISION_RECALL_RANKING,
            Metrics.PRECISION_RECALL,
            Metrics.PRECISION_AT_N);
    assertThat(Metrics.all())
        .allSatisfy(info -> assertThat(Metrics.find(info.key())).contains(info));
  }

  @Test
  void oursAreWhatOurServiceFileNames() {
    assertThat(Services.load(Metric.class))
        .extracting(Object::getClass)
        .containsExactlyElementsOf(
            Metrics.ours().stream().<Class<?>>map(Object::getClass).toList());
    assertThat(Metrics.with(Services.load(Metric.class))).isEqualTo(Metrics.ours());
    assertThat(Metrics.all(Metrics.ours())).isEqualTo(Metrics.all());
  }

  /** Somebody's metric: counts of the query's ranking. */
  private record Counting(String... keys) implements Metric {
    @Override
    public List<MetricInfo> values() {
      Citation source = new Citation("A. Nobody", "Counts", "Nowhere", 2000, "");
      return Stream.of(keys).map(k -> new MetricInfo(k, "Of " + k, "A count.", source)).toList();
    }

    @Override
    public double[] of(RankedQuery query) {
      assertThatIllegalArgumentException().isThrownBy(() -> query.items(query.bits() + 1));
      return new double[] {query.items(1), query.relevant(1), query.relevant()};
    }
  }

  @Test
  void othersAreAskedForEachQueryAndStandBehindOurs() {
    Metric counting = new Counting("items.1", "relevant.1", "relevant");
    List<Metric> metrics = Metrics.with(List.of(counting));
    assertThat(metrics).hasSize(2).endsWith(counting);
    assertThat(Metrics.all(metrics)).hasSize(Metrics.all().size() + 3);
    LabeledCodes gallery = Fixtures.atDistances(new int[] {1, 1, 3}, new int[] {0, 1, 1});
    LabeledCodes queries = Fixtures.atDistances(new int[] {0, 0}, new int[] {1, 7});
    Evaluation e =
        Evaluator.evaluate(queries, gallery, metrics, new int[0], new int[0], Progress.NONE);
    assertThat(e.metrics())
        .containsEntry("items.1", 2.0)
        .containsEntry("relevant.1", 0.5)
        .containsEntry("relevant", 1.0)
        .containsEntry("map", e.averagePrecision()[0] / 2);
  }

  @Test
  void namesAreNobodyElses() {
    refused("metric 'map' of ", "a key that is not one of DDH's keys", new Counting("map"));
    refused(
        "'precision.at.7'", "a key that is not one of DDH's keys", new Counting("precision.at.7"));
    refused("'collapsed'", "a key and a name that cells.csv", new Counting("collapsed"));
    refused("'a,b'", "lower-case letters, digits and .-+@/", new Counting("a,b"));
    refused("''", "at least one value", new Counting());
    refused("'x'", "a key and a name that ", new Counting("x"), new Counting("x"));
  }

  private static void refused(String found, String valid, Metric... metrics) {
    assertThatThrownBy(() -> Metrics.with(List.of(metrics)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(found, Counting.class.getName(), "; valid: " + valid);
  }

  @Test
  void keysOfPrecisionAtN() {
    assertThat(Metrics.precisionAt(100)).isEqualTo("precision.at.100");
    assertThat(Metrics.find("precision.at.100").orElseThrow().name()).isEqualTo("Precision at 100");
    assertThatIllegalArgumentException().isThrownBy(() -> Metrics.precisionAt(0));
  }

  @Test
  void keysOfMapOfTheFirst() {
    assertThat(Metrics.mapAtByHits(100)).isEqualTo("map@100/hits");
    assertThat(Metrics.mapAtByRelevant(100)).isEqualTo("map@100/relevant");
    assertThat(Metrics.find("map@100/hits").orElseThrow().name()).isEqualTo("MAP@100 by hits");
    assertThat(Metrics.find("map@0/hits")).isEmpty();
    assertThat(Metrics.find("map@100")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> Metrics.mapAtByRelevant(0));
  }

  @Test
  void unknownKeysAreNotFound() {
    assertThat(Metrics.find("precision.at.0")).isEmpty();
    assertThat(Metrics.find("precision.at.")).isEmpty();
    assertThat(Metrics.find("accuracy")).isEmpty();
  }
}
