package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Provenance;
import io.ddh.experiments.Provenances;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChanceLevelTest {
  private static Provenance provenance(int gallery, int people, int query, int each) {
    return provenance("facescrub", gallery, people, query, each);
  }

  private static Provenance provenance(
      String protocol, int gallery, int people, int query, int each) {
    return Provenances.of(
        Map.of(
            "split",
            Map.of("protocol", protocol, "gallery", gallery, "people", people, "query", query),
            "config",
            Map.of("split", Map.of("settings", Map.of("queries", each)))));
  }

  @Test
  void unseenIdentitiesCountOnlyThoseWhoAsk() {
    // 2 of 4 people have 3 queries each and have 5 of 10 gallery images each: q = 4/9, H_10 =
    // 7381/2520
    double expected = 4 / 9.0 + 5 / 9.0 * (7381 / 2520.0) / 10;
    assertThat(provenance(10, 4, 6, 3).chance().orElseThrow())
        .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void givenQueriesAreCountedInAll() {
    // 6 queries in all, of 5 people with 2 of 10 gallery images each: q = 1/9.
    double expected = 1 / 9.0 + 8 / 9.0 * (7381 / 2520.0) / 10;
    assertThat(provenance("given", 10, 5, 6, 6).chance().orElseThrow())
        .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void emptyWithoutCounts() {
    assertThat(provenance(0, 0, 0, 0).chance()).isEmpty();
  }
}
