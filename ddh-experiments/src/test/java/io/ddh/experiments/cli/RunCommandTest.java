package io.ddh.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.HashMethod;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.Collapse;
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
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class RunCommandTest {
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
      assertThat(Instant.parse(cell.provenance().started())).isAfterOrEqualTo(start);
    }
    assertThat(Files.readAllLines(results().resolve("faces-tiny/table1.csv")))
        .hasSize(6)
        .startsWith("method,12");
    assertThat(results().resolve("report.html")).exists();
    assertThat(run("--profile", "tiny").out()).contains("0 cells to run, 5 already finished");
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
    assertThat(cli.out().lines().toList().subList(lines(cli) - 4, lines(cli)))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("next: fix the cause shown below and run the same command"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "FAILED: faces-tiny test-broken-12-s1: ArithmeticException: divided by"
                            + " nothing"),
            line -> assertThat(line).isEqualTo("log: " + folder.resolve("work/ddh.log.0")),
            line -> assertThat(line).endsWith("; exit code 3"));
    assertThat(CellStore.read(results(), "faces-tiny", "test-broken-12-s1").orElseThrow().done())
        .isFalse();
    Cli again = run("--profile", "tiny", "--methods", "test-broken,random");
    assertThat(again.code()).isEqualTo(3);
    assertThat(again.out()).contains("1 cells to run, 1 already finished");
  }

  @Test
  void collapsedRowThatDoesntDeclareItExitsWithThreeAndIsMarkedEverywhere() throws IOException {
    String[] rows = {"--profile", "tiny", "--methods", "lsh,test-constant,random"};
    Cli cli = run(rows);
    assertThat(cli.code()).isEqualTo(3);
    Cell cell = CellStore.read(results(), "faces-tiny", "test-constant-12-s1").orElseThrow();
    assertThat(cell.status()).isEqualTo("collapsed");
    assertThat(cell.done()).isTrue();
    assertThat(cell.metrics()).containsKey("map");
    Collapse found = cell.provenance().collapse().orElseThrow();
    assertThat(found.images()).isEqualTo(54);
    assertThat(found.map()).isBetween(found.chance() - found.deviation(), found.threshold());
    String reason = "MAP 0.20";
    assertThat(cli.out())
        .containsPattern("test-constant-12-s1  MAP 0\\.\\d{4}  .* s  COLLAPSED: " + reason)
        .containsPattern("(?m)^test-constant +0\\.\\d{4}!$");
    List<String> end = cli.out().lines().toList().subList(lines(cli) - 3, lines(cli));
    assertThat(end.get(0))
        .isEqualTo(
            "next: test-constant has no codes that tell the people apart; try other rows, more"
                + " images or a closer crop");
    assertThat(end.get(1)).startsWith("COLLAPSED: faces-tiny test-constant-12-s1: " + reason);
    assertThat(end.get(2))
        .startsWith("3 cells done, 0 kept, 0 failed, 1 collapsed in ")
        .endsWith("; exit code 3");
    assertThat(Files.readString(results().resolve("faces-tiny/table1.md")))
        .containsPattern("\\| test-constant \\| 0\\.\\d{4} ‡ \\|")
        .contains("- ‡: collapsed. ", "Expected of random.")
        .contains("- WARNING: test-constant-12-s1 collapsed: " + reason)
        .doesNotContain("WARNING: random");
    Cli again = run(rows);
    assertThat(again.code()).as("a stored one").isEqualTo(3);
    assertThat(again.out()).contains("0 cells done, 3 kept, 0 failed, 1 collapsed");
    Cli quiet = run("--profile", "tiny", "--methods", "lsh,test-constant,random", "--quiet");
    assertThat(quiet.out().lines()).hasSize(2);
    Cli explained =
        Cli.of(
            "explain",
            results().toString(),
            "--config",
            CONFIG,
            "--dataset",
            "faces-tiny",
            "--method",
            "test-constant",
            "--bits",
            "12");
    assertThat(explained.out()).contains("over 12 queries; COLLAPSED", "  " + reason);
  }

  private static int lines(Cli cli) {
    return (int) cli.out().lines().count();
  }

  @Test
  void ddhPaperMayCollapse() throws IOException {
    Cli cli = run("--profile", "tiny", "--methods", "lsh,ddh-paper", "--set", "ddh-paper.epochs=2");
    assertThat(cli.code()).isZero();
    Cell cell = CellStore.read(results(), "faces-tiny", "ddh-paper-12-s1").orElseThrow();
    assertThat(cell.status()).isEqualTo("collapsed");
    assertThat(cell.reason()).endsWith("; expected for this row");
    assertThat(cli.out())
        .containsPattern("(?m)^lsh +0\\.\\d{4}\\*$")
        .containsPattern("(?m)^ddh-paper +0\\.\\d{4}!$")
        .endsWith("; exit code 0" + System.lineSeparator());
    Registry registry = Registry.load();
    assertThat(registry.methods().values())
        .filteredOn(HashMethod::collapseExpected)
        .extracting(HashMethod::name)
        .containsExactlyInAnyOrder("ddh-paper", "random");
  }

  @Test
  void theEndIsAboutTheRunsOwnDataSets() throws IOException {
    for (String other : List.of("aaa", "mnist")) { // without work folders, and one is broken
      Path cells = Files.createDirectories(CellStore.folder(results(), other));
      Files.writeString(cells.resolve("ddh-12-s1.json"), "{");
    }
    Cli cli = run("--profile", "tiny", "--methods", "lsh,random");
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).doesNotContain("aaa").doesNotContain("mnist");
    assertThat(cli.out().lines().toList().subList(lines(cli) - 8, lines(cli)))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("MAP on faces-tiny (synthetic faces); chance 0.21"),
            line -> assertThat(line).isEqualTo("method 12 bits"),
            line -> assertThat(line).matches("lsh {5}0\\.\\d{4}\\*"),
            line -> assertThat(line).matches("random {2}0\\.\\d{4}!"),
            line -> assertThat(line).startsWith("* best"),
            line ->
                assertThat(line).isEqualTo("table: " + results().resolve("faces-tiny/table1.md")),
            line -> assertThat(line).startsWith("next: open " + results().resolve("report.html")),
            line -> assertThat(line).startsWith("2 cells done, 0 kept, 0 failed in "));
    assertThat(Files.readString(results().resolve("report.html")))
        .contains("aaa is left out: ", "mnist is left out: ", "<h2>faces-tiny");
  }

  @Test
  void oneOfSeveralPartsSaysWhatIsMissing() {
    Cli part = run("--profile", "tiny", "--methods", "lsh,sh,random", "--shard", "1/3");
    assertThat(part.code()).isZero();
    assertThat(part.out())
        .contains(
            "next: 2 cells of the profile are missing; run the other parts (--shard I/N), and"
                + " then");
  }

  @Test
  void quietPrintsFailuresAndTheOutcomeAndTheLogHasAll() throws IOException {
    String[] tiny = {
      "--profile", "tiny", "--methods", "test-broken,ddh", "--set", "ddh.epochs=3", "--quiet"
    };
    Cli cli = run(tiny);
    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.out().lines())
        .filteredOn(line -> !line.startsWith("COLLAPSED")) // after three epochs
        .satisfiesExactly(
            line -> assertThat(line).startsWith("FAILED: faces-tiny test-broken-12-s1: Arith"),
            line -> assertThat(line).startsWith("log: "),
            line -> assertThat(line).startsWith("1 cells done, 0 kept, 1 failed"));
    assertThat(cli.out()).contains("1 cells done, 0 kept, 1 failed");
    List<String> log = Files.readAllLines(folder.resolve("work/ddh.log.0"));
    assertThat(log)
        .as("each record a line with time, process, level and source; of a trace more, indented")
        .allMatch(
            l -> l.startsWith("  ") || l.matches("[-0-9]{10}T[0-9:.]{12}Z \\d+ [A-Z]+ .+: .+"));
    assertThat(String.join("\n", log))
        .contains("ddh: ddh 0.", "--methods test-broken,ddh --set ddh.epochs=3 --quiet")
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
        for (int xy = 0; xy < 1600; xy++) { // stripes as wide as their number says, and noise
          int grey = (xy % 40 / (1 << p) % 2 == 0 ? 60 : 160) + random.nextInt(60);
          image.setRGB(xy % 40, xy / 40, 0x10101 * grey);
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
    Set<String> profiles =
        new TreeSet<>(reader.read(CONFIG, yaml, "", List.of()).profiles().keySet());
    // Its rows need ddh-vision, which this module does not see; FaceRowsTest (ddh-app) plans it.
    assertThat(profiles.remove("lfw-face")).isTrue();
    Experiments faces = reader.read(CONFIG, yaml, "lfw-face", List.of());
    assertThatThrownBy(() -> Plan.of(faces, faces.profile("lfw-face"), registry, ""))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("for such rows");
    for (String profile : profiles) {
      Experiments experiments = reader.read(CONFIG, yaml, profile, List.of());
      Plan plan = Plan.of(experiments, experiments.profile(profile), registry, "");
      assertThat(plan.cells()).isNotEmpty();
    }
    Cli list = Cli.of("list", "--config", CONFIG);
    assertThat(list.code()).isZero();
    assertThat(list.out())
        .contains("lsh  from: lbp", "ddh  from: pixels", "youtube-faces", "precision.radius2")
        .contains("  test.nearest  Nearest: Mean", "  precision-at-n  Precision at N");
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

  @Test
  void aCodeLengthThatAMethodOfSomebodyElseRefusesEndsInOneLine() {
    Cli cli = run("--profile", "tiny", "--methods", "test-broken", "--bits", "10");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(cli.err()).contains("found 10");
  }

  @Test
  void whatIsNoResearchCommandIsRefusedWithTheToolThatHasAll() {
    for (String[] arguments :
        new String[][] {{"search", "x.ddhx"}, {"rum"}, {"--verbose", "serve"}}) {
      Cli cli = Cli.of(arguments);
      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.out()).isEmpty();
      assertThat(cli.err().lines())
          .containsExactly(
              "ddh: '"
                  + arguments[arguments[0].equals("--verbose") ? 1 : 0]
                  + "' is not one of the research commands (run, report, reproduction, evaluate,"
                  + " verify, explain, list, bench, faces, help); the tool './ddh' has all"
                  + " commands");
    }
    assertThat(Cli.of("help", "run").code()).isZero();
    assertThat(Cli.of("run", "--nonsense").err()).contains("--nonsense").doesNotContain("./ddh");
  }
}
