package io.ddh.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A small part of the grid of docs/small-sets.md, with the settings as they are. Networks repeat
 * only on one machine, so the limits are far below what was found.
 */
class SmallSetsRunTest {
  @TempDir private Path folder;

  /** The cells of a set by row; the exit code is 3 if one of them is collapsed. */
  private Map<String, Cell> run(String set, String rows) throws IOException {
    Cli cli =
        Cli.of(
            "run",
            "--config",
            "../experiments.yaml",
            "--profile",
            "small-sets",
            "--set",
            "profiles.small-sets.datasets=[" + set + "]",
            "--methods",
            rows,
            "--results",
            folder.resolve("results").toString(),
            "--work",
            folder.resolve("work").toString());
    assertThat(cli.code()).as("%s%s", cli.out(), cli.err()).isZero();
    return CellStore.readAll(folder.resolve("results"), set).stream()
        .collect(Collectors.toMap(Cell::method, cell -> cell));
  }

  private static double map(Cell cell) {
    return cell.metrics().get("map");
  }

  /** Chance is .24 and .11; found were .92 of ddh, .94 of itq+cnn and .74, .72. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "faces-wild-5x20  | ddh,itq+cnn,class-id,sdh | 0.6",
        "faces-video-20x8 | ddh,itq+cnn,class-id     | 0.45",
      })
  void rowsLearnFromFewImages(String set, String rows, double least) throws IOException {
    Map<String, Cell> cells = run(set, rows);
    assertThat(cells.keySet()).containsExactlyInAnyOrder(rows.split(","));
    assertThat(cells.values()).noneMatch(Cell::collapsed);
    for (String row : new String[] {"ddh", "itq+cnn", "class-id"}) {
      assertThat(map(cells.get(row))).as(row).isGreaterThan(least);
    }
    if (cells.containsKey("sdh")) {
      assertThat(map(cells.get("ddh"))).isGreaterThan(map(cells.get("sdh")) - 0.15);
    }
  }
}
