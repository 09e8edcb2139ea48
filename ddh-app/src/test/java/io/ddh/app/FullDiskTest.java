package io.ddh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that takes no large files, as one that is full: {@code ulimit -f}. */
class FullDiskTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [random, lsh], bits: [12, 512], seeds: [1] }
      datasets:
        d: { form: faces, preset: wild, people: 4, images: 10, split: { protocol: facescrub, queries: 2 } }
      """;

  @Test
  void failsTheCellsThatDontFitAndARerunMakesThem(@TempDir Path folder) throws Exception {
    assumeThat(Path.of("/bin/bash")).as("a shell with ulimit").exists();
    // 64 KiB: results and short codes fit, the learned part of 512 bits and the report don't.
    List<String> limited = List.of("/bin/bash", "-c", "ulimit -f 64; exec \"$@\"", "limited");
    Files.writeString(folder.resolve("e.yaml"), YAML);
    ChildRun full = ChildRun.start(folder, limited);
    assertThat(full.code()).as(full.output()).isEqualTo(3);
    assertThat(full.output()).contains("lsh-512-s1  FAILED: ", "lsh-12-s1  MAP ", "not made (");
    Cell failed = CellStore.read(folder.resolve("results"), "d", "lsh-512-s1").orElseThrow();
    assertThat(failed.status()).isEqualTo("failed");
    assertThat(failed.reason()).containsIgnoringCase("too large");
    ChildRun again = ChildRun.start(folder, List.of());
    assertThat(again.code()).as(again.output()).isZero();
    assertThat(CellStore.readAll(folder.resolve("results"), "d")).hasSize(4).allMatch(Cell::done);
  }
}
