package io.ddh.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.Plan;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  private static final String CONFIG = "../experiments.yaml";

  @TempDir Path folder;

  private Cli run(String... more) {
    String[] fixed = {
      "run",
      "--config",
      CONFIG,
      "--results",
      results().toString(),
      "--work",
      folder.resolve("work").toString()
    };
    String[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return Cli.of(all);
  }

  private Path results() {
    return folder.resolve("results");
  }

  @Test
  void tinyProfileMakesCellsTableAndReport() throws IOException {
    Cli dry = run("--profile", "tiny", "--dry-run");
    assertThat(dry.code()).isZero();
    assertThat(dry.out())
        .contains("missing   faces-tiny lsh-12-s1", "5 cells: 5 to run, 0 finished");
    assertThat(results()).doesNotExist();
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Cli first = run("--profile", "tiny");
    assertThat(first.code()).isZero();
    assertThat(first.out()).containsPattern("\\[4/5] faces-tiny random-12-s1  MAP 0\\.\\d{4}");
    List<Cell> cells = CellStore.readAll(results(), "faces-tiny");
    assertThat(cells).hasSize(5).allMatch(Cell::done).allMatch(Cell::synthetic);
    for (Cell cell : cells) { // trained there and then
      assertThat(Instant.parse((String) cell.provenance().get("started"))).isAfterOrEqualTo(start);
    }
    assertThat(Files.readAllLines(results().resolve("faces-tiny/table1.csv")))
        .hasSize(6)
        .startsWith("method,12");
    assertThat(results().resolve("report.html")).exists();
    assertThat(run("--profile", "tiny").out()).contains("0 cells to run, 5 finished before");
    assertThat(run("--profile", "tiny", "--dry-run").out()).contains("finished  faces-tiny lsh");
  }

  @Test
  void noCellOfTheDefaultProfileIsCommitted() throws IOException {
    ProcessBuilder git = new ProcessBuilder("git", "ls-files", "../results/faces-wild");
    Process process = git.redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .doesNotContain("results/faces-wild");
  }

  @Test
  void failedCellExitsWithThreeAndIsTriedAgain() throws IOException {
    Cli cli = run("--profile", "tiny", "--methods", "test-broken,random");
    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.out())
        .contains("test-broken-12-s1  FAILED: ArithmeticException: divided by nothing")
        .contains("random-12-s1  MAP");
    assertThat(CellStore.read(results(), "faces-tiny", "test-broken-12-s1").orElseThrow().done())
        .isFalse();
    Cli again = run("--profile", "tiny", "--methods", "test-broken,random");
    assertThat(again.code()).isEqualTo(3);
    assertThat(again.out()).contains("1 cells to run, 1 finished");
  }

  @Test
  void quietPrintsFailuresAndTheOutcomeAndTheLogHasAll() throws IOException {
    Cli cli = run("--profile", "tiny", "--methods", "test-broken,ddh", "--quiet");
    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.out().lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("test-broken-12-s1  FAILED: ArithmeticException: divided by nothing");
    assertThat(cli.out()).contains("1 cells done, 0 kept, 1 failed");
    List<String> log = Files.readAllLines(folder.resolve("work/ddh.log"));
    assertThat(log)
        .as("each record a line with time, process, level and source; of a trace more, indented")
        .allMatch(
            l -> l.startsWith("  ") || l.matches("[-0-9]{10}T[0-9:.]{12}Z \\d+ [A-Z]+ .+: .+"));
    assertThat(String.join("\n", log))
        .contains("ddh: ddh 0.", "--methods test-broken,ddh --quiet")
        .contains("no real person is shown") // from before the file was opened
        .contains("faces-tiny ddh-12-s1  starts", "faces-tiny ddh-12-s1  MAP 0.")
        .containsPattern("epoch 1 loss \\d.* validation .*images/s \\(1/3\\)")
        .contains("epoch 3 loss ")
        .contains("  java.lang.ArithmeticException: divided by nothing\n  \tat ")
        .contains("1 cells done, 0 kept, 1 failed");
  }

  @Test
  void anyFolderOfPeopleRunsUnderItsOwnName() throws IOException {
    Path people = folder.resolve("My People");
    SplittableRandom random = new SplittableRandom(3);
    for (int p = 0; p < 3; p++) {
      Path person = Files.createDirectories(people.resolve("p" + p));
      for (int i = 0; i < 8; i++) {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        for (int xy = 0; xy < 1600; xy++) {
          image.setRGB(xy % 40, xy / 40, random.nextInt());
        }
        ImageIO.write(image, "png", person.resolve(i + ".png").toFile());
      }
    }
    Cli cli = run("--data", people.toString(), "--methods", "lsh,random", "--bits", "12");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(CellStore.readAll(results(), "my-people")).hasSize(2);
  }

  @Test
  void everyProfileOfTheShippedFileMakesAPlan() throws IOException {
    Registry registry = Registry.load();
    String yaml = Files.readString(Path.of(CONFIG));
    ExperimentsReader reader = new ExperimentsReader(registry, Map.of());
    for (String profile : reader.read(CONFIG, yaml, "", List.of()).profiles().keySet()) {
      Experiments experiments = reader.read(CONFIG, yaml, profile, List.of());
      Plan plan = Plan.of(experiments, experiments.profile(profile), registry, "");
      assertThat(plan.cells()).isNotEmpty();
    }
    Cli list = Cli.of("list", "--config", CONFIG);
    assertThat(list.code()).isZero();
    assertThat(list.out())
        .contains("lsh  from: lbp", "ddh  from: pixels", "youtube-faces", "precision.radius2");
  }

  @Test
  void helpNamesTheExitCodes() {
    assertThat(Cli.of("--help").out()).contains("130 interrupted", "verify", "bench");
    assertThat(Cli.of("run", "--help").out()).contains("--dry-run", "--only");
    assertThat(Cli.of("--version").out()).startsWith("ddh 0.");
  }

  @Test
  void stackTraceOnlyWhenAskedFor() {
    String[] bad = {"run", "--config", "none.yaml"};
    assertThat(Cli.of(bad).err().lines()).hasSize(1);
    assertThat(Cli.of("run", "--config", "none.yaml", "--verbose").err())
        .contains("BadInputException");
    assertThat(Cli.of("--verbose", "list", "--config", CONFIG).out()).contains("youtube-faces");
  }
}
