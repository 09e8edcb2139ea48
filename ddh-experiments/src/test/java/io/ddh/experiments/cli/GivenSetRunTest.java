package io.ddh.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.Provenance.SplitCounts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs on a set that comes divided, in MNIST's form: three kinds of bars on noise. */
class GivenSetRunTest {
  private static final int CLASSES = 3;
  private static final int TRAIN = 20;
  private static final int TEST = 6;
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [lsh], bits: [12], seeds: [1] }
        q: { datasets: [few], methods: [sdh+pixels], bits: [12], seeds: [1] }
        r: { datasets: [undivided], methods: [lsh], bits: [12], seeds: [1] }
      datasets:
        d: { form: idx, path: PATH, train-images: 60, test-images: 18, note: a made-up copy,
             split: { protocol: given } }
        few: { form: idx, path: PATH, split: { protocol: given, queries: 9 } }
        undivided: { form: faces, people: 4, images: 8, split: { protocol: given } }
      """;

  @TempDir Path folder;

  private void writeSet(int side) throws IOException {
    Random random = new Random(side);
    write("train", TRAIN, side, random);
    write("t10k", TEST, side, random);
    String yaml = YAML.replace("PATH", "\"" + folder.toString().replace('\\', '/') + "\"");
    Files.writeString(folder.resolve("e.yaml"), yaml);
  }

  private void write(String part, int each, int side, Random random) throws IOException {
    int n = each * CLASSES;
    ByteBuffer images = ByteBuffer.allocate(16 + n * side * side);
    images.putInt(0x803).putInt(n).putInt(side).putInt(side);
    ByteBuffer labels = ByteBuffer.allocate(8 + n).putInt(0x801).putInt(n);
    for (int i = 0; i < n; i++) {
      int label = i % CLASSES;
      labels.put((byte) (3 * label));
      int at = side * (label + 1) / (CLASSES + 1);
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          boolean bar = Math.abs((label == 1 ? x : y) - at) < 2;
          images.put((byte) ((bar ? 170 : 20) + random.nextInt(60)));
        }
      }
    }
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }

  private Cli run(String... more) {
    List<String> all = new ArrayList<>(List.of("run", "--config", path("e.yaml")));
    all.addAll(List.of("--results", path("results"), "--work", path("work")));
    all.addAll(List.of(more));
    return Cli.of(all.toArray(String[]::new));
  }

  private String path(String below) {
    return folder.resolve(below).toString();
  }

  @Test
  void everyKindOfRowLearnsFrom28x28Grey() throws IOException {
    writeSet(28);
    String rows =
        "lsh+pixels,sh+pixels,itq+pixels,bre+pixels,ksh+pixels,sdh+pixels,fasth+pixels,lsh,sdh+cnn,"
            + "cnnh,dsh,ddh,random,class-id";
    List<String> arguments = new ArrayList<>(List.of("--profile", "p", "--methods", rows));
    for (String row : List.of("cnnh", "dsh", "ddh", "cnn")) {
      arguments.addAll(List.of("--set", row + ".epochs=2", "--set", row + ".batch=16"));
    }
    arguments.addAll(List.of("--set", "fasth.trees=5"));
    Cli cli = run(arguments.toArray(String[]::new));
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).as("after two epochs codes may be collapsed").isIn(0, 3);
    List<Cell> cells = CellStore.readAll(folder.resolve("results"), "d");
    assertThat(cells).hasSize(14).allMatch(Cell::done).noneMatch(Cell::synthetic);
    for (Cell cell : cells) {
      assertThat(cell.averagePrecision()).hasSize(CLASSES * TEST);
      assertThat(cell.provenance().notes()).containsExactly("a made-up copy");
      SplitCounts split = cell.provenance().split();
      assertThat(split.gallery()).isEqualTo(60);
      assertThat(split.train()).isEqualTo(54);
      assertThat(split.validation()).isEqualTo(6);
      assertThat(cell.provenance().data().counts()).containsEntry("images.test", 18L);
      if (cell.method().equals("sdh+pixels")) {
        assertThat(cell.metrics().get("map")).isGreaterThan(0.9);
      }
    }
    assertThat(Files.readString(folder.resolve("results/d/table1.md")))
        .contains("a made-up copy. Chance level (random order): 0.37");
    try (var features = Files.list(folder.resolve("work/d/features"))) {
      assertThat(features.map(file -> file.getFileName().toString().replaceAll("-.*", "")))
          .containsExactlyInAnyOrder("lbp", "cnn"); // pixels are made again as quickly
    }
  }

  @Test
  void fewerQueriesOfTheSameSet() throws IOException {
    writeSet(8);
    assertThat(run("--profile", "q").code()).isZero();
    Cell cell = CellStore.readAll(folder.resolve("results"), "few").get(0);
    assertThat(cell.averagePrecision()).hasSize(9);
    assertThat(cell.provenance().split().gallery()).isEqualTo(60);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20 | --profile p --methods lsh,ddh    | datasets.d has images of 20x20x1; row ddh can't learn 12 bits from them: ddh: images must be square and at least 28 pixels, found 20x20x1",
        "20 | --profile p --methods cnnh       | row cnnh can't learn",
        "20 | --profile p --methods dsh        | row dsh can't learn",
        "20 | --profile p --methods lsh+cnn    | row lsh+cnn can't learn 12 bits from them: cnn: images must be square",
        "20 | --profile p --methods class-id   | row class-id can't learn",
        "3  | --profile p --methods lsh        | lbp: images must be at least 4x4 pixels, found 3x3x1",
        "20 | --profile p --methods itq+pixels --bits 12,500 | can't learn 500 bits from them: ",
        "20 | --profile p --set d.test-images=19 | 18 images, but the"
            + " setting 'datasets.d.test-images' is 19",
        "20 | --profile q --set few.split.queries=10 | datasets.few.split: given: 'queries'"
            + " must be a multiple of",
        "20 | --profile r                      | datasets.undivided.split: given: the data set comes without training and test lists",
      })
  void refusedBeforeAnythingTrains(int side, String arguments, String message) throws IOException {
    writeSet(side);
    Cli cli = run(arguments.split(" +"));
    assertThat(cli.err()).startsWith("ddh: ").contains(message);
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(folder.resolve("results")).doesNotExist();
    assertThat(folder.resolve("work")).doesNotExist();
  }
}
