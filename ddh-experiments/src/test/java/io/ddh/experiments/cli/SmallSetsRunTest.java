package io.ddh.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** A small part of the profile {@code small-sets}, with the settings as they are. */
class SmallSetsRunTest {
  @TempDir private Path folder;

  private Map<String, Cell> run(String sets, String rows) throws IOException {
    Cli cli =
        Cli.of(
            "run",
            "--config",
            "../experiments.yaml",
            "--profile",
            "small-sets",
            "--set",
            "profiles.small-sets.datasets=[" + sets + "]",
            "--methods",
            rows,
            "--results",
            folder.resolve("results").toString(),
            "--work",
            folder.resolve("work").toString());
    assertThat(cli.code()).as("%s%s", cli.out(), cli.err()).isZero();
    return CellStore.readAll(folder.resolve("results"), sets).stream()
        .collect(Collectors.toMap(Cell::method, cell -> cell));
  }
}
