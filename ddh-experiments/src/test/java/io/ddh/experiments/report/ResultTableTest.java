package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.ddh.experiments.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  @Test
  void meanAndSampleDeviationByHand() {
    List<Cell> cells =
        List.of(
            TestCells.done("x", "sdh", 12, 1, 0.1),
            TestCells.done("x", "sdh", 12, 2, 0.2),
            TestCells.done("x", "sdh", 12, 3, 0.6),
            TestCells.done("x", "lsh", 12, 1, 0.5));
    ResultTable table = ResultTable.of(cells, "map");
    ResultTable.Entry entry = table.entry("sdh", 12);
    assertThat(entry.sample().mean()).isCloseTo(0.3, within(1e-15));
    // Squares 0.04 + 0.01 + 0.09 = 0.14, over n − 1 = 2: sqrt(0.07).
    assertThat(entry.sample().sd()).isCloseTo(0.2645751311064591, within(1e-15));
    assertThat(entry.sample().count()).isEqualTo(3);
    assertThat(table.entry("lsh", 12).sample().sd()).isZero();
    assertThat(table.entry("lsh", 24).isEmpty()).isTrue();
    assertThat(DatasetResults.of("x", cells, PaperTable.load(), List.of()).seeds())
        .containsExactly(1L, 2L, 3L);
    assertThat(table.best(12)).hasValue(0.5);
  }

  @Test
  void rowsComeInThePapersOrderThenByName() {
    List<String> order =
        List.of(
            "lsh",
            "sh",
            "itq",
            "bre",
            "ksh",
            "sdh",
            "sdh+pixels",
            "fasth",
            "lsh+cnn",
            "sh+cnn",
            "itq+cnn",
            "bre+cnn",
            "ksh+cnn",
            "sdh+cnn",
            "fasth+cnn",
            "cnnh",
            "dsh",
            "ddh",
            "ddh-paper",
            "ddh+aug",
            "deephash",
            "random",
            "class-id",
            "aaa",
            "mine");
    List<Cell> cells = new ArrayList<>();
    for (String method : order) {
      cells.add(TestCells.done("x", method, 12, 1, 0.5));
    }
    Collections.shuffle(cells, new Random(1));
    assertThat(ResultTable.of(cells, "map").methods()).isEqualTo(order);
  }

  @Test
  void countsFailuresBesideResults() {
    List<Cell> cells =
        List.of(
            TestCells.done("x", "sdh", 12, 1, 0.1),
            TestCells.failed("x", "sdh", 12, 2, "no"),
            TestCells.failed("x", "sdh", 24, 1, "no"),
            TestCells.failed("x", "sdh", 24, 2, "no"));
    ResultTable table = ResultTable.of(cells, "map");
    assertThat(table.entry("sdh", 12).values()).containsExactly(entry(1L, 0.1));
    assertThat(table.entry("sdh", 12).failed()).containsExactly(2L);
    assertThat(table.entry("sdh", 24).allFailed()).isTrue();
    assertThat(table.entry("sdh", 24).failed()).containsExactly(1L, 2L);
    assertThat(table.means()).isEqualTo("method,12,24\nsdh,0.1000,failed\n");
  }

  @Test
  void readsThePapersTable() {
    PaperTable paper = PaperTable.load();
    assertThat(paper.tables().get("youtube-faces").sample("ddh", 48).text()).isEqualTo("0.9068");
    assertThat(paper.tables().get("facescrub").sample("lsh+cnn", 12).text()).isEqualTo("0.0092");
    assertThat(paper.tables().get("facescrub").entry("cnnh", 12).isEmpty()).isTrue();
    assertThat(paper.tables().get("youtube-faces").methods()).hasSize(17);
    assertThat(paper.tables().get("facescrub").methods()).hasSize(16);
    assertThat(paper.tables().get("facescrub").bits()).containsExactly(12, 24, 36, 48);
    assertThat(paper.citation()).contains("IJCAI").contains("Table 1");
    assertThat(paper.tables()).doesNotContainKey("lfw10");
  }

  @Test
  void aRowWithoutAPlaceStandsBehindTheOneThatItIsNamedAfter() {
    List<String> rows =
        Stream.of("mine", "random", "deephash-none", "itq+cnn", "sdh+pixels", "deephash", "sdh")
            .sorted(RowOrder.BY_PAPER)
            .toList();
    assertThat(rows)
        .containsExactly(
            "sdh", "sdh+pixels", "itq+cnn", "deephash", "deephash-none", "random", "mine");
  }
}
