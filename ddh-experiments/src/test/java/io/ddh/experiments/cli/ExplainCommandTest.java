package io.ddh.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.Provenances;
import io.ddh.experiments.config.ConfigFile;
import io.ddh.experiments.redo.Rerunner;
import io.ddh.experiments.registry.Registry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a number's making is said to be, and that the printed command makes the same again. */
class ExplainCommandTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d, e], methods: [lsh, sdh], bits: [12, 16], seeds: [1], set: { sdh.anchors: 20 } }
        q: { datasets: [d], methods: [lsh], bits: [12], seeds: [1] }
        folder: { datasets: [folder], methods: [lsh], bits: [12], seeds: [1] }
      datasets:
        d: { form: faces, people: 4, images: 10, split: { protocol: facescrub, queries: 2 } }
        e: { form: faces, people: 5, images: 10, split: { protocol: facescrub, queries: 2 } }
        f: { form: folder, split: { protocol: facescrub, queries: 2 } }
        folder: { form: folder, split: { protocol: facescrub, queries: 2 } }
      variants:
        sdh-wide: { of: sdh+lbp, sigma: 0.7 }
      """;

  @TempDir Path folder;

  private Cli command(String... arguments) throws IOException {
    Files.writeString(folder.resolve("e.yaml"), YAML);
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--config", folder.resolve("e.yaml").toString()));
    return Cli.of(all.toArray(String[]::new));
  }

  private Cli run(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("run", "--results", results()));
    all.addAll(List.of("--work", folder.resolve("work").toString()));
    all.addAll(Arrays.asList(arguments));
    return command(all.toArray(String[]::new));
  }

  private String results() {
    return folder.resolve("results").toString();
  }

  private Cli explain(String dataset, String method, int bits) throws IOException {
    return command(
        "explain", results(), "--dataset", dataset, "--method", method, "--bits", "" + bits);
  }

  /** The words of the printed command, as a shell splits them, up to the folders. */
  private static List<String> words(String explained) throws IOException, InterruptedException {
    Matcher command = Pattern.compile(" ddh (run .*) --results redo").matcher(explained);
    assertThat(command.find()).as(explained).isTrue();
    Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + command.group(1)).start();
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return out.lines().toList();
  }

  private void checkRedone(String dataset, String method, int bits) throws Exception {
    Cli explained = explain(dataset, method, bits);
    assertThat(explained.err()).isEmpty();
    assertThat(explained.code()).isZero();
    assertThat(explained.out()).doesNotContain("NOT the same");
    List<String> words = new ArrayList<>(words(explained.out()));
    words.addAll(List.of("--dry-run", "--results", results()));
    words.addAll(List.of("--work", folder.resolve("work").toString()));
    Cli again = Cli.of(words.toArray(String[]::new));
    assertThat(again.err()).isEmpty();
    // Finished is what has the same digests of configuration, data and split.
    assertThat(again.out())
        .startsWith("finished  " + dataset + " " + method + "-" + bits + "-s")
        .contains("1 cells: 0 to run, 1 finished");
  }

  @Test
  void printedCommandGivesTheSameConfiguration() throws Exception {
    assertThat(run("--profile", "p").out()).contains(" 0 failed"); // so few images may collapse
    checkRedone("d", "lsh", 12);
    checkRedone("d", "sdh", 16);
    checkRedone("e", "sdh", 12);
    assertThat(words(explain("e", "sdh", 12).out()))
        .contains("--profile", "p", "--set", "profiles.p.datasets=[e]")
        .doesNotContain("methods.sdh.anchors=20");
  }

  @Test
  void whateverWasSetIsSetAgain() throws Exception {
    String[] sets = {
      "--profile",
      "q",
      "--seeds",
      "7",
      "--methods",
      "sdh,sdh-wide,lsh+pixels",
      "--set",
      "sdh.lambda=0.25",
      "--set",
      "d.preset=video",
      "--set",
      "d.split.queries=3",
      "--set",
      "sdh-wide.iterations=3",
    };
    assertThat(run(sets).out()).contains("3 cells done, 0 kept, 0 failed");
    checkRedone("d", "sdh", 12);
    checkRedone("d", "sdh-wide", 12);
    checkRedone("d", "lsh+pixels", 12);
    assertThat(words(explain("d", "sdh-wide", 12).out()))
        .containsOnlyOnce("sdh.lambda=0.25")
        .contains("sdh.lambda=0.25", "d.preset=video", "--methods", "sdh-wide", "--seeds", "7");
  }

  @Test
  void aCropAsAShareIsSetAgain() throws Exception {
    for (int i = 0; i < 12; i++) {
      BufferedImage image = new BufferedImage(20 + i, 30, BufferedImage.TYPE_INT_RGB);
      image.setRGB(10, 15, 0xFF0000 + 17 * i);
      Path file = folder.resolve("images/" + "abc".charAt(i % 3) + "/" + i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    }
    String path = "datasets.f.path=" + folder.resolve("images");
    String set = "profiles.q.datasets=[f]";
    Cli done = run("--profile", "q", "--set", set, "--set", path, "--set", "f.crop=45.0%");
    assertThat(done.out()).contains("1 cells done, 0 kept, 0 failed");
    List<String> words = new ArrayList<>(words(explain("f", "lsh", 12).out()));
    assertThat(words).contains("f.crop=45.0%", path);
    words.addAll(List.of("--dry-run", "--results", results()));
    words.addAll(List.of("--work", folder.resolve("work").toString()));
    assertThat(Cli.of(words.toArray(String[]::new)).out()).contains("0 to run, 1 finished");
    Cli rerun = command("verify", "--rerun", "1", "--results", results());
    assertThat(rerun.out())
        .as("the path is the command's")
        .contains("1 cells made again, 0 missed");
    Cli other = run("--profile", "q", "--set", set, "--set", path, "--set", "f.crop=9");
    assertThat(other.out()).doesNotContain("1 kept");
  }

  @Test
  void saysHowItCameAbout() throws Exception {
    run("--profile", "q", "--seeds", "1,2");
    Cli explained = explain("d", "lsh", 12);
    assertThat(explained.out().lines().filter(line -> line.startsWith("d lsh-12-s"))).hasSize(2);
    Cell cell = CellStore.read(Path.of(results()), "d", "lsh-12-s2").orElseThrow();
    String digest = cell.provenance().digests().data();
    assertThat(explained.out())
        .contains("d lsh-12-s2: MAP ")
        .contains(" over 8 queries")
        .contains(digest)
        .contains("java " + System.getProperty("java.version"))
        .contains("smile-core 2.6.0")
        .containsPattern("program +0\\S+, revision \\w+ \\((clean|uncommitted changes)")
        .containsPattern("machine .*cpu .*threads \\d")
        .containsPattern("seconds .*train 0\\.\\d")
        .containsPattern("data .*\n.*counts.*images 40")
        .containsPattern("split .*\n.*query 8")
        .contains("method: name lsh");
    Cli one =
        command(
            "explain",
            results(),
            "--dataset",
            "d",
            "--method",
            "lsh",
            "--bits",
            "12",
            "--seed",
            "2");
    assertThat(one.out()).contains("lsh-12-s2").doesNotContain("lsh-12-s1");
  }

  @Test
  void whatCantBeMadeAgainIsSaidToBeSo() throws Exception {
    run("--profile", "q");
    Cell cell = CellStore.read(Path.of(results()), "d", "lsh-12-s1").orElseThrow();
    RecordedRun recorded = new RecordedRun(config(), Registry.load());
    assertThat(recorded.redo(cell).differences()).isEmpty();
    Map<String, ?> settings = Map.of("method", Map.of("settings", Map.of("gone", 3)), "bits", 13);
    Cell other = Provenances.with(cell, Map.of("config", settings));
    assertThat(recorded.redo(other).differences())
        .containsExactly(
            "bits: 13 in the cell, 12 in this program",
            "method.settings.gone: 3 in the cell, nothing in this program");
    CellStore.write(Path.of(results()), Provenances.with(other, Map.of("command", List.of())));
    assertThat(explain("d", "lsh", 12).out())
        .contains("the command was not recorded\n", "unknown key 'gone'");
    CellStore.write(Path.of(results()), other);
    assertThat(explain("d", "lsh", 12).out())
        .contains(
            "NOT the same configuration as in this program:\n             bits: 13 in the cell");
    assertThat(command("verify", "--rerun", "1", "--results", results()).out())
        .contains("MISS d lsh-12-s1", "unknown key 'gone'");
    Cli none = command("explain", results(), "--dataset", "d", "--method", "lsh", "--bits", "99");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("no cell 'lsh-99'").hasLineCount(1);
  }

  @Test
  void aCellFromBeforeSaysThatItsCommandWasNotRecordedAndIsMadeAgainAllTheSame() throws Exception {
    run("--profile", "p", "--bits", "12", "--set", "sdh.lambda=0.25", "--only", "sdh-*");
    Cell cell = CellStore.read(Path.of(results()), "d", "sdh-12-s1").orElseThrow();
    List<String> command = cell.provenance().command();
    assertThat(command)
        .startsWith("run", "--results", results())
        .contains("--profile", "p", "--set", "sdh.lambda=0.25", "--only", "sdh-*")
        .endsWith("--config", folder.resolve("e.yaml").toString());
    CellStore.write(Path.of(results()), Provenances.with(cell, Map.of("command", List.of())));
    assertThat(Files.readString(CellStore.file(Path.of(results()), "d", "sdh-12-s1")))
        .doesNotContain("command");
    Cli explained = explain("d", "sdh", 12);
    assertThat(explained.code()).isZero();
    assertThat(explained.out())
        .endsWith("  again      the command was not recorded\n")
        .doesNotContain("ddh run");
    Cli again = command("verify", "--rerun", "1", "--results", results(), "--dataset", "d");
    assertThat(again.out()).contains("(bit for bit); codes equal", "1 cells made again, 0 missed");
  }

  private ConfigFile config() throws IOException {
    Files.writeString(folder.resolve("e.yaml"), YAML);
    ConfigFile config = new ConfigFile();
    new CommandLine(new WithConfig(config))
        .parseArgs("--config", folder.resolve("e.yaml").toString());
    return config;
  }

  @CommandLine.Command
  private record WithConfig(@CommandLine.Mixin ConfigFile config) {}

  @Test
  void aSampleIsMadeAgainAndCompared() throws Exception {
    run("--profile", "p", "--bits", "12");
    Cli good = command("verify", "--rerun", "2", "--results", results());
    assertThat(good.err()).isEmpty();
    assertThat(good.code()).as(good.out()).isZero();
    assertThat(good.out())
        .contains("2 cells made again, 0 missed")
        .contains("(bit for bit); codes equal");
    Path file = CellStore.file(Path.of(results()), "d", "lsh-12-s1");
    Cell cell = CellStore.read(Path.of(results()), "d", "lsh-12-s1").orElseThrow();
    String map = "\"map\" : " + cell.metrics().get("map");
    assertThat(Files.readString(file)).contains(map);
    Files.writeString(file, Files.readString(file).replace(map, "\"map\" : 0.75"));
    Cli bad = command("verify", "--rerun", "99", "--results", results(), "--dataset", "d");
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.out())
        .contains("MISS d lsh-12-s1  MAP 0.750000, again ", "2 cells made again, 1 missed");
    assertThat(command("verify", "--rerun", "0", "--results", results()).code()).isEqualTo(2);
    assertThat(command("verify", "--rerun", "1", "--results", results() + "x").code()).isEqualTo(2);
  }

  @Test
  void theSampleDependsOnItsSeedAlone() throws Exception {
    Registry registry = Registry.load();
    Rerunner rerunner =
        new Rerunner(
            new RecordedRun(config(), registry)::place, registry, Path.of("../results"), folder);
    List<String> one = rerunner.sample("lfw10", 5, 1).stream().map(Cell::id).toList();
    assertThat(one)
        .hasSize(5)
        .doesNotHaveDuplicates()
        .isEqualTo(rerunner.sample("lfw10", 5, 1).stream().map(Cell::id).toList())
        .isNotEqualTo(rerunner.sample("lfw10", 5, 2).stream().map(Cell::id).toList());
  }
}
