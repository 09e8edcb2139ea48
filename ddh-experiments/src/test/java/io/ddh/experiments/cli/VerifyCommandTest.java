package io.ddh.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.Provenances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [lsh], bits: [12], seeds: [1, 2] }
      datasets:
        d: { form: faces, split: { protocol: facescrub } }
      expected:
        - { profile: p, dataset: d, method: lsh, bits: 12, metric: map, value: 0.5, tolerance: 0.1, origin: by hand }
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeConfig() throws IOException {
    Files.writeString(folder.resolve("e.yaml"), YAML);
  }

  private void store(long seed, double map) throws IOException {
    CellStore.write(folder, cell(seed, "done", Map.of("map", map)));
  }

  private static Cell cell(long seed, String status, Map<String, Double> metrics) {
    return new Cell(
        Cell.FORMAT,
        "d",
        true,
        "lsh",
        12,
        seed,
        status,
        "",
        metrics,
        Map.of(),
        new double[0],
        Provenances.of(Map.of()));
  }

  private Cli verify() {
    return Cli.of(
        "verify", "--config", folder.resolve("e.yaml").toString(), "--results", folder.toString());
  }

  @Test
  void meanOverSeedsWithinTheTolerance() throws IOException {
    store(1, 0.35);
    store(2, 0.68);
    Cli cli = verify();
    assertThat(cli.out()).contains("ok", "found 0.5150", "[by hand]", "1 checks, 0 missed");
    assertThat(cli.code()).isZero();
  }

  @Test
  void saysThatCodesCollapsed() throws IOException {
    store(1, 0.5);
    assertThat(verify().out()).doesNotContain("collapsed");
    CellStore.write(folder, cell(2, "collapsed", Map.of("map", 0.5)));
    Cli cli = verify();
    assertThat(cli.out()).contains("found 0.5000 (collapsed codes)");
    assertThat(cli.code()).isZero();
  }

  @Test
  void plantedValueMissesAboveAndBelow() throws IOException {
    store(1, 0.5);
    store(2, 0.72);
    assertThat(verify().code()).isEqualTo(1);
    store(2, 0.28);
    Cli cli = verify();
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).contains("MISS", "1 checks, 1 missed");
  }

  @Test
  void missingCellIsAMiss() throws IOException {
    store(1, 0.5);
    Cli cli = verify();
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).contains("no cell lsh-12-s2");
  }

  @Test
  void failedCellIsAMiss() throws IOException {
    store(1, 0.5);
    CellStore.write(folder, cell(2, "failed", Map.of()));
    assertThat(verify().out()).contains("failed cell lsh-12-s2");
    assertThat(verify().code()).isEqualTo(1);
  }

  @Test
  void missingMetricIsAMiss() throws IOException {
    store(1, 0.5);
    CellStore.write(folder, cell(2, "done", Map.of("map.low", 0.5)));
    assertThat(verify().out()).contains("no metric 'map' in lsh-12-s2");
    assertThat(verify().code()).isEqualTo(1);
  }
}
