package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenances;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwinCountsTest {
  private static Cell cell(long seed, String data, String split) {
    Cell cell = TestCells.cell("d", "lsh", 12, seed, "done", "", 0.5, data);
    return Provenances.with(cell, Map.of("digests", Map.of("split", split)));
  }

  private static KeptTwins twins(long seed, String data, String split, int with) {
    return new KeptTwins(seed, data, split, 340, 2516, with, 0, 0);
  }

  private static DatasetResults results(List<KeptTwins> twins) {
    List<Cell> cells = List.of(cell(1, "a", "s1"), cell(2, "a", "s2"));
    return DatasetResults.of("d", cells, PaperTable.load(), twins);
  }

  @Test
  void standUnderTheTableOfTheirOwnSplits() {
    DatasetResults one = results(List.of(twins(1, "a", "s1", 191)));
    assertThat(one.notes())
        .anyMatch(n -> n.startsWith("Near twins: 191 of 340 queries (56.2 %; split of seed 1) "));
    assertThat(one.warnings()).isEmpty();
    DatasetResults two = results(List.of(twins(1, "a", "s1", 191), twins(2, "a", "s2", 34)));
    assertThat(two.notes())
        .anyMatch(
            n -> n.contains(" 191, 34 of 340 queries (56.2 %, 10.0 %; splits of seeds 1, 2)"));
    assertThat(results(List.of()).notes()).noneMatch(n -> n.startsWith("Near twins"));
  }

  @Test
  void standUnderNoOthers() {
    for (KeptTwins other :
        List.of(twins(1, "b", "s1", 9), twins(1, "a", "s2", 9), twins(3, "a", "s1", 9))) {
      DatasetResults results = results(List.of(other));
      assertThat(results.notes()).noneMatch(n -> n.startsWith("Near twins"));
      assertThat(results.warnings())
          .singleElement()
          .asString()
          .contains("check.json was made from other data", "ddh data check --dataset d --keep");
    }
  }
}
