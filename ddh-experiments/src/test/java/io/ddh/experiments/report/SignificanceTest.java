package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenances;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which best values are marked, and which can't be compared. */
class SignificanceTest {
  private static Cell cell(String row, long seed, String split, double... ap) {
    Cell plain = TestCells.done("d", row, 12, seed, Arrays.stream(ap).average().orElseThrow());
    Cell cell =
        new Cell(
            plain.format(),
            plain.dataset(),
            plain.synthetic(),
            row,
            12,
            seed,
            "done",
            "",
            plain.metrics(),
            plain.curves(),
            ap,
            plain.provenance());
    return Provenances.with(cell, Map.of("digests", Map.of("split", split)));
  }

  /** As hard as the others' queries, and better or worse by a constant and some noise. */
  private static double[] ap(double shift, double noise, long seed) {
    Random queries = new Random(1);
    Random own = new Random(seed);
    double[] out = new double[60];
    Arrays.setAll(out, i -> queries.nextDouble() / 2 + shift + noise * own.nextGaussian());
    return out;
  }

  private static DatasetResults results(Cell... cells) {
    return DatasetResults.of("d", List.of(cells), PaperTable.load(), List.of());
  }

  private static SortedMap<Integer, Significance> all(Cell... cells) {
    return results(cells).significance();
  }

  @Test
  void pairingSeesWhatTheSpreadOfQueriesWouldHide() {
    // Queries differ by 0.14, the rows by 0.02 with a noise of 0.01.
    DatasetResults results =
        results(
            cell("sdh", 1, "s1", ap(0, 0, 5)),
            cell("ddh", 1, "s1", ap(0.02, 0.01, 6)),
            cell("lsh", 1, "s1", ap(-0.1, 0.01, 7)));
    Significance first = results.significance().get(12);
    assertThat(first.best()).isEqualTo("ddh");
    assertThat(first.second()).isEqualTo("sdh");
    assertThat(first.interval().low()).isBetween(0.01, 0.02);
    assertThat(first.interval().high()).isBetween(0.02, 0.03);
    assertThat(Templates.render(Report.class, "table1.md", results))
        .containsPattern("\\| ddh \\| \\*\\*0\\.\\d{4} †\\*\\* \\|")
        .containsPattern("\\| sdh \\| 0\\.\\d{4} \\|")
        .contains("- †: above the second best row at 95 %", "(10,000 resamples")
        .containsPattern(
            "12 bits ddh over sdh \\+0\\.0\\d{3} \\[\\+0\\.01\\d{2}, \\+0\\.02\\d{2}]");
  }

  @Test
  void noiseIsNotMarked() {
    DatasetResults results =
        results(cell("sdh", 1, "s1", ap(0, 0.1, 5)), cell("ddh", 1, "s1", ap(0, 0.1, 6)));
    assertThat(results.significance().get(12).interval().real()).isFalse();
    assertThat(
            Templates.render(Report.class, "table1.md", results)
                .lines()
                .filter(line -> line.startsWith("| ")))
        .noneMatch(line -> line.contains("†"));
    assertThat(Significance.note(results.significance()).orElseThrow()).contains("[−0.0");
  }

  @Test
  void queriesAreDrawnWithinSeeds() {
    List<Cell> cells = new ArrayList<>();
    for (long seed = 1; seed <= 3; seed++) {
      cells.add(cell("sdh", seed, "s" + seed, ap(0, 0, 5)));
      cells.add(cell("ddh", seed, "s" + seed, ap(seed * 0.1, 0, 6)));
    }
    Significance first = all(cells.toArray(Cell[]::new)).get(12);
    // 0.1, 0.2 and 0.3 for all queries of a seed: nothing varies within one.
    assertThat(first.interval().low())
        .isCloseTo(0.2, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(first.interval().high())
        .isCloseTo(0.2, org.assertj.core.api.Assertions.within(1e-12));
  }

  @Test
  void whatCantBePairedIsNotCompared() {
    Cell ours = cell("ddh", 1, "s1", ap(0.1, 0, 6));
    assertThat(all(ours)).as("alone").isEmpty();
    assertThat(all(ours, cell("random", 1, "s1", ap(0, 0, 5)))).as("a reference").isEmpty();
    assertThat(all(ours, cell("sdh", 1, "s2", ap(0, 0, 5)))).as("another split").isEmpty();
    assertThat(all(ours, cell("sdh", 2, "s1", ap(0, 0, 5)))).as("another seed").isEmpty();
    assertThat(all(ours, cell("sdh", 1, "s1", new double[59]))).as("other queries").isEmpty();
    Cell few = cell("ddh", 1, "s1", new double[9]);
    assertThat(all(few, cell("sdh", 1, "s1", new double[9]))).as("too few").isEmpty();
    assertThat(all(ours, cell("sdh", 1, "s1", ap(0, 0, 5)))).hasSize(1);
    assertThat(Significance.note(new TreeMap<>())).isEmpty();
  }

  @Test
  void sameCellsSameInterval() {
    Cell a = cell("sdh", 1, "s1", ap(0, 0.1, 5));
    Cell b = cell("ddh", 1, "s1", ap(0.02, 0.1, 6));
    assertThat(all(a, b)).isEqualTo(all(b, a));
  }
}
