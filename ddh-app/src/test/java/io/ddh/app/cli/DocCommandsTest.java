package io.ddh.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.app.cli.DocCommands.Shown;
import io.ddh.experiments.cli.RunCommand;
import io.ddh.experiments.registry.Registry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The commands that the documentation shows: those of the README's code blocks run, as far as they
 * can within seconds and without data; all that are for {@code ddh} parse, and those of {@code ddh
 * run} make a plan; Maven is given profiles and modules that there are.
 */
class DocCommandsTest {
  private static final String CONFIG = "../experiments.yaml";
  private static final String MAVEN = "mvn -q -pl ddh-experiments -am compile exec:java";

  /** Commands of the README's code blocks that don't run here, and why. */
  private static final Map<String, String> NOT_RUN =
      Map.of(
          "mvn verify",
          "this test is part of it",
          "./ddh models get",
          "downloads; ModelsCommandTest runs it on loopback",
          "./ddh index build photos -o people.ddhx",
          "needs networks; RealPhotosTest runs it",
          "./ddh search people.ddhx someone.jpg",
          "needs networks; RealPhotosTest runs it",
          "./ddh run --profile mnist --bits 12",
          "asks for MNIST; makes a plan below",
          "./ddh serve faces.ddhx",
          "doesn't end by itself; ServeProcessTest runs it",
          "mvn -q -Pbenchmarks -pl ddh-benchmarks -am compile exec:java",
          "an hour; PagesCommandTest of ddh-benchmarks runs it for tiny sizes");

  /** Words that stand for something in a usage line. */
  private static final Map<String, String> STAND_INS =
      Map.of("K", "12", "N", "2", "I/N", "1/2", "RESULTS", "results", "1,2", "1,2");

  @TempDir Path folder;

  /** What else runs: the command's arguments, made fit for a temporary folder. */
  private Map<String, List<String>> run() throws IOException {
    String faces = faces("faces", 0, 0);
    Map<String, List<String>> out = new LinkedHashMap<>();
    out.put(MAVEN, at("run", "--dry-run")); // minutes without; RunCommandTest runs a profile
    out.put("./ddh list", List.of("list", "--config", CONFIG));
    out.put(MAVEN + " -Dexec.args=\"list\"", List.of("list", "--config", CONFIG));
    out.put(
        "./ddh run --profile folder --data /path/to/faces",
        at("run", "--profile", "folder", "--data", faces, "--dry-run"));
    out.put(
        "./ddh evaluate --queries q.npy --gallery g.npy --query-labels ql.npy --gallery-labels"
            + " gl.npy",
        List.of(
            "evaluate",
            "--queries",
            bytes("q", 2, 2, 0, 1, 1, 1),
            "--gallery",
            bytes("g", 3, 2, 0, 1, 1, 1, 0, 0),
            "--query-labels",
            bytes("ql", 2, 0, 5, 6),
            "--gallery-labels",
            bytes("gl", 3, 0, 5, 6, 5)));
    engine(out, faces);
    return out;
  }

  /** From images to hits, each with what the one before wrote. */
  private void engine(Map<String, List<String>> out, String people) throws IOException {
    String model = folder.resolve("faces.ddhm").toString();
    String codes = folder.resolve("faces.ddhc").toString();
    String index = folder.resolve("faces.ddhx").toString();
    String sheet = folder.resolve("hits.html").toString();
    String work = folder.resolve("work").toString();
    String others = faces("validation", 2, 8);
    out.put(
        "./ddh train people -o faces.ddhm", // a shallow row in place of minutes
        List.of(
            "train", people, "-o", model, "--method", "lsh", "--hold-out", "2", "--work", work));
    out.put(
        "./ddh hash faces.ddhm people -o faces.ddhc",
        List.of("hash", model, people, "-o", codes, "--work", work));
    out.put(
        "./ddh index build faces.ddhc -o faces.ddhx --model faces.ddhm --pictures people",
        List.of("index", "build", codes, "-o", index, "--model", model, "--pictures", people));
    out.put(
        "./ddh index calibrate faces.ddhx validation", // such images can't be told apart
        List.of("index", "calibrate", index, others, "--false-accept", "1"));
    out.put(
        "./ddh search faces.ddhx photo.jpg --sheet hits.html",
        List.of("search", index, others + "/p2/8.png", "--sheet", sheet));
  }

  private List<String> at(String... arguments) {
    List<String> out = new ArrayList<>(List.of(arguments));
    out.addAll(List.of("--config", CONFIG, "--results", folder.resolve("results").toString()));
    out.addAll(List.of("--work", folder.resolve("work").toString()));
    return out;
  }

  /** Three people with eight images each, both numbered from there on. */
  private String faces(String name, int someone, int first) throws IOException {
    Path people = folder.resolve(name);
    for (int p = someone; p < someone + 3; p++) {
      Path person = Files.createDirectories(people.resolve("p" + p));
      for (int i = first; i < first + 8; i++) {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        image.setRGB(p, i, 0xFFFFFF);
        ImageIO.write(image, "png", person.resolve(i + ".png").toFile());
      }
    }
    return people.toString();
  }

  /** A NumPy file of unsigned bytes: rows of so many columns, or with none a vector. */
  private String bytes(String name, int rows, int columns, int... values) throws IOException {
    String shape = columns == 0 ? "(" + rows + ",)" : "(" + rows + ", " + columns + ")";
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x93);
    out.writeBytes("NUMPY\1\0".getBytes(StandardCharsets.US_ASCII));
    out.write(header.length());
    out.write(0);
    out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    for (int value : values) {
      out.write(value);
    }
    Path file = folder.resolve(name + ".npy");
    Files.write(file, out.toByteArray());
    return file.toString();
  }

  @Test
  void everyCommandOfTheReadmesBlocksRunsOrIsListedWithAReason() throws IOException {
    Set<String> shown =
        DocCommands.all().stream()
            .filter(c -> c.file().equals("README.md") && c.block())
            .map(Shown::line)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = new TreeSet<>(NOT_RUN.keySet());
    Map<String, List<String>> run = run();
    known.addAll(run.keySet());
    assertThat(shown).as("commands that this test knows").isEqualTo(known);
    run.forEach(
        (line, arguments) -> {
          Tool cli = Tool.of(arguments.toArray(String[]::new));
          assertThat(cli.code()).as("%s: %s%s", line, cli.out(), cli.err()).isZero();
          assertThat(cli.out()).as(line).isNotBlank();
        });
  }

  @Test
  void everyCommandForDdhParses() throws IOException {
    List<Shown> shown = DocCommands.all().stream().filter(c -> !c.arguments().isEmpty()).toList();
    assertThat(shown).hasSizeGreaterThan(20);
    for (Shown command : shown) {
      for (List<String> arguments : alternatives(command)) {
        assertThatCode(() -> parse(arguments, command.block()))
            .as(command.toString())
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void everyRunMakesAPlan() throws IOException {
    Registry registry = Registry.load();
    int plans = 0;
    for (Shown command : DocCommands.all()) {
      List<String> words = command.arguments();
      boolean usage = command.line().matches(".*([\\[…]|KEY=|/path/to| DIR).*");
      if (words.isEmpty() || !words.get(0).equals("run") || usage) {
        continue;
      }
      List<String> options = new ArrayList<>(List.of("--config", CONFIG));
      words.stream().skip(1).map(w -> w.replace("$SLURM_ARRAY_TASK_ID", "1")).forEach(options::add);
      if (options.contains("lfw-face")) { // its plan needs the networks: FaceRowsTest makes it
        plans++;
        continue;
      }
      assertThatCode(() -> RunCommand.plan(registry, options))
          .as(command.toString())
          .doesNotThrowAnyException();
      plans++;
    }
    assertThat(plans).isGreaterThanOrEqualTo(8);
  }

  @Test
  void mavenIsGivenProfilesAndModulesThatThereAre() throws IOException {
    String pom = Files.readString(DocCommands.ROOT.resolve("pom.xml"));
    String model = Files.readString(DocCommands.ROOT.resolve("ddh-model/pom.xml"));
    List<Shown> maven = DocCommands.all().stream().filter(Shown::maven).toList();
    assertThat(maven).hasSizeGreaterThan(20);
    Matcher given = Pattern.compile("\\s-P(\\S+)|\\s-pl (\\S+)").matcher("");
    for (Shown command : maven) {
      given.reset(command.line());
      while (given.find()) {
        if (given.group(1) != null) {
          for (String profile : given.group(1).split(",", -1)) {
            assertThat(pom + model).as(command.toString()).contains("<id>" + profile + "</id>");
          }
        } else {
          for (String module : given.group(2).split(",", -1)) {
            assertThat(DocCommands.ROOT.resolve(module)).as(command.toString()).isDirectory();
          }
        }
      }
    }
  }

  @Test
  void wrongCommandsAreFound() throws IOException {
    List<Shown> found =
        DocCommands.in("x.md", "Text `ddh list` and\n```sh\n# no\nddh run --fersh # now\n```\n");
    assertThat(found)
        .containsExactly(
            new Shown("x.md", "ddh run --fersh", true), new Shown("x.md", "ddh list", false));
    assertThatThrownBy(() -> parse(found.get(0).arguments(), true)).hasMessageContaining("--fersh");
    assertThatThrownBy(() -> parse(List.of("data", "pack", "x"), true)).hasMessageContaining("-o");
  }

  /** Usage lines as somebody would type them: all options given, one of {@code a|b} each. */
  private static List<List<String>> alternatives(Shown command) {
    if (command.line().contains(" COMMAND ") || command.line().endsWith(" …")) {
      return List.of();
    }
    List<List<String>> out = new ArrayList<>(List.of(new ArrayList<>()));
    for (String word : command.arguments()) {
      String plain = word.replaceAll("[\\[\\]…]", "").replace("\\|", "|");
      List<List<String>> longer = new ArrayList<>();
      for (List<String> start : out) {
        for (String choice : plain.split("\\|", -1)) {
          List<String> more = new ArrayList<>(start);
          more.add(STAND_INS.getOrDefault(choice, choice));
          longer.add(more);
        }
      }
      out = longer;
    }
    return out;
  }

  /**
   * Parses.
   *
   * @param whole false: a command that is just named may lack what it needs
   */
  private static void parse(List<String> arguments, boolean whole) {
    CommandLine line = AllCommands.line();
    try {
      line.parseArgs(arguments.toArray(String[]::new));
    } catch (CommandLine.MissingParameterException e) {
      if (whole) {
        throw e;
      }
    }
  }
}
