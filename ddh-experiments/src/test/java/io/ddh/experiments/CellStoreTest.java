package io.ddh.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellStoreTest {
  @TempDir Path results;

  static Cell cell(String dataset, String method, int bits, long seed, double map) {
    return new Cell(
        Cell.FORMAT,
        dataset,
        true,
        method,
        bits,
        seed,
        "done",
        "",
        Map.of("map", map),
        Map.of("precision.at.n", Map.of("n", new double[] {1, 2}, "precision", new double[2])),
        new double[] {0.1, 1.0 / 3},
        Provenances.of(
            Map.of("codes", "abc", "facts", Map.of("k", 1), "seconds", Map.of("train", 1.5))));
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    Cell cell = cell("toy", "sdh+cnn", 12, 3, 1.0 / 7);
    CellStore.write(results, cell);
    assertThat(CellStore.file(results, "toy", "sdh+cnn-12-s3"))
        .isEqualTo(results.resolve("toy/cells/sdh+cnn-12-s3.json"))
        .exists();
    Cell read = CellStore.read(results, "toy", "sdh+cnn-12-s3").orElseThrow();
    assertThat(read).usingRecursiveComparison().isEqualTo(cell);
    assertThat(CellStore.readAll(results, "toy")).hasSize(1);
    assertThat(CellStore.readAll(results, "other")).isEmpty();
    assertThat(CellStore.datasets(results)).containsExactly("toy");
    assertThat(CellStore.datasets(results.resolve("none"))).isEmpty();
  }

  @Test
  void namesTheFileThatIsNoCell() throws IOException {
    CellStore.write(results, cell("toy", "a", 12, 1, 0));
    Path bad = CellStore.file(results, "toy", "b-12-s1");
    Files.writeString(bad, "{\"format\": 1, \"datas");
    assertThatThrownBy(() -> CellStore.readAll(results, "toy"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(bad.toString());
  }

  @Test
  void leavesNoPartBehindAndKeepsTheOldFileWhenWritingFails() throws IOException {
    CellStore.write(results, cell("toy", "a", 12, 1, 0.25));
    Cell broken = cell("toy", "a", 12, 1, 0);
    broken.provenance().facts().put("bad", new Object());
    assertThatThrownBy(() -> CellStore.write(results, broken)).isInstanceOf(IOException.class);
    assertThat(CellStore.read(results, "toy", "a-12-s1").orElseThrow().metrics())
        .containsEntry("map", 0.25);
    try (Stream<Path> files = Files.list(CellStore.folder(results, "toy"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void keepsTheOldFileAsStale() throws IOException {
    CellStore.write(results, cell("toy", "a", 12, 1, 0.25));
    CellStore.setAside(results, "toy", "a-12-s1");
    assertThat(CellStore.readAll(results, "toy")).isEmpty();
    assertThat(CellStore.folder(results, "toy").resolve("a-12-s1.json.stale")).exists();
  }

  @Test
  void committedCellsAreWrittenAsTheyWereRead() throws IOException {
    Path committed = Path.of("../results");
    int cells = 0;
    for (String dataset : CellStore.datasets(committed)) {
      for (Cell cell : CellStore.readAll(committed, dataset)) {
        CellStore.write(results, cell);
        assertThat(CellStore.file(results, dataset, cell.id()))
            .hasSameBinaryContentAs(CellStore.file(committed, dataset, cell.id()));
        cells++;
      }
    }
    assertThat(cells).isGreaterThan(500);
  }

  @Test
  void namesTheKeyThatIsMissingOrUnknown() throws IOException {
    CellStore.write(results, cell("toy", "a", 12, 1, 0));
    Path file = CellStore.file(results, "toy", "a-12-s1");
    String good = Files.readString(file);
    Files.writeString(file, good.replace("\"backend\" : \"none\",", ""));
    assertThatThrownBy(() -> CellStore.readAll(results, "toy")).hasMessageContaining("'backend'");
    Files.writeString(file, good.replace("\"backend\"", "\"other\" : 1, \"backend\""));
    assertThatThrownBy(() -> CellStore.readAll(results, "toy")).hasMessageContaining("\"other\"");
  }
}
