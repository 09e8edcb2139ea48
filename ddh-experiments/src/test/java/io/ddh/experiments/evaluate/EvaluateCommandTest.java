package io.ddh.experiments.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import io.ddh.core.npy.NpyHeader;
import io.ddh.eval.Evaluation;
import io.ddh.eval.Evaluator;
import io.ddh.eval.Metrics;
import io.ddh.experiments.cli.EvaluateCommand;
import io.ddh.experiments.registry.Registry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {
  private static final int BITS = 12;

  @TempDir Path dir;

  private final int[] queries = new int[5 * BITS];
  private final int[] gallery = new int[30 * BITS];
  private final int[] queryLabels = {0, 1, 2, 3, 9};
  private final int[] galleryLabels = new int[30];

  @BeforeEach
  void write() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < queries.length; i++) {
      queries[i] = random.nextInt(2);
    }
    for (int i = 0; i < gallery.length; i++) {
      gallery[i] = random.nextInt(2);
    }
    for (int i = 0; i < galleryLabels.length; i++) {
      galleryLabels[i] = i % 4;
    }
    file("q.npy", "(5, 12)", queries);
    file("g.npy", "(30, 12)", gallery);
    file("ql.npy", "(5,)", queryLabels);
    file("gl.npy", "(30,)", galleryLabels);
  }

  private void file(String name, String shape, int... data) throws IOException {
    List<Long> axes =
        Pattern.compile("[0-9]+")
            .matcher(shape)
            .results()
            .map(m -> Long.valueOf(m.group()))
            .toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new NpyHeader("|u1", false, axes).bytes());
    Arrays.stream(data).forEach(out::write);
    Files.write(dir.resolve(name), out.toByteArray());
  }

  private String[] arguments(String... more) {
    Stream<String> own =
        Stream.of("queries=q", "gallery=g", "query-labels=ql", "gallery-labels=gl")
            .map(pair -> pair.split("=", -1))
            .map(pair -> "--" + pair[0] + "=" + dir.resolve(pair[1] + ".npy"));
    return Stream.concat(own, Stream.of(more)).toArray(String[]::new);
  }

  /** What it printed, or its exception's message. */
  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new EvaluateCommand()).setOut(new PrintWriter(out));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          assertThat(e).isInstanceOf(BadInputException.class);
          out.write("refused: " + e.getMessage());
          return 2;
        });
    int exit = line.execute(arguments);
    String text = out.toString();
    assertThat(exit).isEqualTo(text.startsWith("refused: ") ? 2 : 0);
    return text;
  }

  private static LabeledCodes codes(int[] bits, int... labels) {
    float[] values = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = bits[i];
    }
    return new LabeledCodes(BinaryCodes.ofSigns(BITS, values), labels);
  }

  @Test
  void givesWhatTheEvaluatorGives() throws IOException {
    Evaluation expected = // NearestDistance joined
        Evaluator.evaluate(
            codes(queries, queryLabels),
            codes(gallery, galleryLabels),
            Registry.load().metrics(),
            new int[] {3, 7},
            new int[0],
            Progress.NONE);
    Path csv = dir.resolve("out.csv");
    String printed = run(arguments("--at-n", "3,7", "--csv", csv.toString()));
    String lines =
        new TreeMap<>(expected.metrics())
            .entrySet().stream()
                .map(e -> e.getKey() + "," + e.getValue() + "\n")
                .collect(Collectors.joining());
    assertThat(csv).hasContent("metric,value\n" + lines);
    assertThat(printed)
        .contains("5 queries, 30 gallery items, 12 bits")
        .contains("1 queries have no relevant gallery item")
        .contains("test.nearest=" + expected.metrics().get("test.nearest"))
        .contains("map=" + expected.metrics().get("map"))
        .contains("precision.at.7=" + expected.metrics().get("precision.at.7"));
  }

  @Test
  void takesNoMoreThanTheGalleryHasByDefault() {
    assertThat(run(arguments())).contains("map=").doesNotContain("precision.at.");
  }

  @Test
  void refusesBadOptionsAndUnequalLengths() throws IOException {
    assertThat(run(arguments("--at-n", "31"))).contains("--at-n: found 31; valid: 1 to 30");
    assertThat(run(arguments("--bits", "0"))).contains("--bits: found 0; valid: 1");
    assertThat(run(arguments("--bits", "13"))).contains("12 columns with --bits 13");
    file("q.npy", "(5, 1)", 1, 1, 1, 1, 1);
    assertThat(run(arguments())).contains("q.npy: has codes of 1 bits").contains("has codes of 12");
    Files.delete(dir.resolve("q.npy"));
    assertThat(run(arguments())).contains("q.npy: no such file");
    assertThat(List.of(dir.toFile().list())).doesNotContain("out.csv");
  }

  @Test
  void mapOfTheFirstAndCurves() throws IOException {
    LabeledCodes ours = codes(queries, queryLabels);
    LabeledCodes theirs = codes(gallery, galleryLabels);
    Evaluation expected =
        Evaluator.evaluate(
            ours, theirs, Metrics.ours(), new int[0], new int[] {5, 100}, Progress.NONE);
    Path curves = dir.resolve("curves.csv");
    String printed = run(arguments("--map-at", "5,100", "--curves", curves.toString()));
    for (String key : List.of("map@5/hits", "map@5/relevant", "map@100/hits")) {
      assertThat(printed).contains(key + "=" + expected.metrics().get(key));
    }
    double[] ranking = expected.curves().get("precision.recall.ranking").get("precision");
    assertThat(Files.readString(curves))
        .startsWith("curve,radius,recall,precision\npooled,")
        .contains("\npooled,12,1.0,", "\nranking,,0.5," + ranking[50] + "\n", "\nmacro,12,");
    assertThat(Files.readAllLines(curves)).filteredOn(l -> l.startsWith("ranking,")).hasSize(101);
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new EvaluateCommand()).setErr(new PrintWriter(err));
    assertThat(line.execute(arguments("--map-at", "ten"))).isEqualTo(2);
    assertThat(err.toString()).contains("--map-at", "'ten' is not an int");
    assertThat(run(arguments("--map-at", "0"))).contains("--map-at: found 0; valid: 1 or more");
    assertThat(run(arguments("--csv", curves.toString(), "--curves", curves.toString())))
        .contains("--csv and --curves: both");
    assertThat(run(arguments("--curves", dir.toString()))).contains("--curves").contains("written");
  }
}
