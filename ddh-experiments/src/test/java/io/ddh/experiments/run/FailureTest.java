package io.ddh.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.BinaryCodes;
import io.ddh.core.CheckpointStore;
import io.ddh.core.Citation;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.Inputs;
import io.ddh.core.Progress;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.config.ConfigOverride;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes wrong in a cell is that cell's result: the others are made, the reason is stored and
 * reported, the next run tries again.
 */
class FailureTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [bad, other], bits: [8], seeds: [1] }
      datasets:
        d: { form: fake, split: { protocol: facescrub, queries: 2 } }
      """;

  @TempDir Path folder;
  private final Fakes fakes = new Fakes();
  private final List<String> notes = new ArrayList<>();

  /** A row that does as it is told. */
  private record Bad(String name, String features, Supplier<Hasher> training)
      implements HashMethod {
    @Override
    public Citation citation() {
      return new Citation("A. Nobody", "Fails", "Nowhere", 2000, "");
    }

    @Override
    public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
      return training.get();
    }
  }

  /** A hasher of what a function of the number of inputs gives. */
  private record Fixed(IntFunction<BinaryCodes> codes, Map<String, Object> facts)
      implements Hasher {
    @Override
    public int bits() {
      return 8;
    }

    @Override
    public BinaryCodes encode(Inputs inputs) {
      return codes.apply(inputs.size());
    }
  }

  private static Hasher good() {
    return new Fixed(n -> new BinaryCodes(8, new long[n]), Map.of());
  }

  private static Hasher fail(Throwable cause) {
    if (cause instanceof Error e) {
      throw e;
    }
    throw (RuntimeException) cause;
  }

  private Runner.Summary run(String... sets) throws IOException {
    Registry registry = fakes.registry();
    List<ConfigOverride> overrides = Arrays.stream(sets).map(ConfigOverride::parse).toList();
    Experiments experiments =
        new ExperimentsReader(registry, Map.of()).read("test.yaml", YAML, "p", overrides);
    Plan plan = Plan.of(experiments, experiments.profile("p"), registry, "");
    RunListener listener =
        new RunListener() {
          @Override
          public void report(String what, long done, long total) {}

          @Override
          public void note(String line) {
            notes.add(line);
          }
        };
    return new Runner(registry, results(), folder.resolve("work"), false, List.of(), listener)
        .run(plan);
  }

  private Path results() {
    return folder.resolve("results");
  }

  private Cell cell(String id) throws IOException {
    return CellStore.read(results(), "d", id).orElseThrow();
  }

  static Stream<Arguments> failures() {
    Supplier<Hasher> tooFew = () -> new Fixed(n -> new BinaryCodes(8, new long[n - 1]), Map.of());
    Supplier<Hasher> tooLong = () -> new Fixed(n -> new BinaryCodes(9, new long[n]), Map.of());
    Supplier<Hasher> notANumber =
        () ->
            new Fixed(
                n -> {
                  float[] values = new float[8 * n];
                  values[13] = Float.NaN;
                  return BinaryCodes.ofSigns(8, values);
                },
                Map.of());
    Supplier<Hasher> unwritable =
        () -> new Fixed(n -> new BinaryCodes(8, new long[n]), Map.of("thread", new Object()));
    return Stream.of(
        Arguments.of((Supplier<Hasher>) () -> fail(new OutOfMemoryError("heap")), "heap"),
        Arguments.of((Supplier<Hasher>) () -> fail(new StackOverflowError()), "StackOverflow"),
        Arguments.of((Supplier<Hasher>) () -> fail(new AssertionError("no")), "AssertionError: no"),
        Arguments.of((Supplier<Hasher>) () -> fail(new NoClassDefFoundError("x")), "NoClassDef"),
        Arguments.of(
            (Supplier<Hasher>) () -> fail(new UncheckedIOException(new IOException("gone"))),
            "gone"),
        Arguments.of(
            (Supplier<Hasher>) () -> fail(new ArithmeticException("the loss became NaN")),
            "the loss became NaN"),
        Arguments.of((Supplier<Hasher>) () -> null, "NullPointerException"),
        Arguments.of(tooFew, "encoded 24 inputs to"),
        Arguments.of(tooLong, "bad encoded"),
        Arguments.of(notANumber, "row 1, bit 5 is NaN"),
        Arguments.of(unwritable, "facts can't be written as JSON"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void ofAMethodIsItsResult(Supplier<Hasher> training, String reason) throws IOException {
    fakes.methods.add(new Bad("bad", "", training));
    assertThat(run()).isEqualTo(new Runner.Summary(1, 0, 1));
    Cell failed = cell("bad-8-s1");
    assertThat(failed.status()).isEqualTo("failed");
    assertThat(failed.reason()).contains(reason).hasLineCount(1);
    assertThat(failed.metrics()).isEmpty();
    assertThat(failed.averagePrecision()).isEmpty();
    assertThat(cell("other-8-s1").done()).isTrue();
    fakes.methods.set(0, new Bad("bad", "", FailureTest::good));
    assertThat(run()).as("tried again").isEqualTo(new Runner.Summary(1, 1, 0));
    assertThat(cell("bad-8-s1").done()).isTrue();
  }

  @Test
  void theReportSaysSo() throws IOException {
    fakes.methods.add(new Bad("bad", "", () -> fail(new AssertionError("no"))));
    run();
    Report.write(results(), folder.resolve("work"), List.of());
    assertThat(Files.readString(results().resolve("report.html")))
        .contains("class=\"bad\">bad-8-s1 failed: AssertionError: no");
    assertThat(Files.readString(results().resolve("d/table1.md"))).contains("| bad | failed |");
  }

  /** Features of what a function of the number of images gives. */
  private record Given(IntFunction<Features> values) implements FeatureMethod {
    @Override
    public List<String> outputs() {
      return List.of("given");
    }

    @Override
    public int dimension(String output) {
      return 2;
    }

    @Override
    public FeatureExtractor train(TrainingSet data, long seed, Progress progress) {
      return new FeatureExtractor() {
        @Override
        public Map<String, Features> extract(Images images, Progress p) {
          return Map.of("given", values.apply(images.size()));
        }
      };
    }
  }

  static Stream<Arguments> features() {
    return Stream.of(
        Arguments.of(
            (IntFunction<Features>)
                n -> {
                  float[] values = new float[2 * n];
                  values[7] = Float.POSITIVE_INFINITY;
                  return new Features(2, values);
                },
            "given of image 3 is Infinity"),
        Arguments.of(
            (IntFunction<Features>) n -> new Features(2, new float[2 * n - 2]), "23 given for 24"),
        Arguments.of(
            (IntFunction<Features>)
                n -> {
                  throw new IllegalStateException("no features");
                },
            "no features"));
  }

  @ParameterizedTest
  @MethodSource("features")
  void ofFeaturesIsTheirRowsResult(IntFunction<Features> values, String reason) throws IOException {
    fakes.methods.add(new Bad("bad", "given", FailureTest::good));
    fakes.features.add(new Given(values));
    assertThat(run("profiles.p.bits=[8, 12]")).isEqualTo(new Runner.Summary(2, 0, 2));
    assertThat(cell("bad-8-s1").reason()).contains(reason);
    assertThat(cell("bad-12-s1").reason()).contains(reason);
    fakes.features.set(0, new Given(n -> new Features(2, new float[2 * n])));
    fakes.methods.set(
        0,
        new Bad("bad", "given", () -> new Fixed(n -> new BinaryCodes(8, new long[n]), Map.of())));
    assertThat(run()).isEqualTo(new Runner.Summary(1, 1, 0));
  }

  /** A folder with something in it, where a file is to be written, is as good as a full disk. */
  private void block(Path file) throws IOException {
    Files.createDirectories(file.resolve("in the way"));
  }

  @Test
  void resultThatCantBeWrittenIsNotedAndTheOthersAreMade() throws IOException {
    fakes.methods.add(new Bad("bad", "", FailureTest::good));
    Path file = CellStore.file(results(), "d", "bad-8-s1");
    block(file);
    assertThat(run()).isEqualTo(new Runner.Summary(1, 0, 1));
    assertThat(notes).anyMatch(note -> note.startsWith("bad-8-s1: result file not written: "));
    assertThat(cell("other-8-s1").done()).isTrue();
    Files.delete(file.resolve("in the way"));
    Files.delete(file);
    assertThat(run()).isEqualTo(new Runner.Summary(1, 1, 0));
  }

  @Test
  void codesThatCantBeWrittenAreAFailure() throws IOException {
    fakes.methods.add(new Bad("bad", "", FailureTest::good));
    block(folder.resolve("work/d/codes/bad-8-s1.npy"));
    assertThat(run()).isEqualTo(new Runner.Summary(1, 0, 1));
    assertThat(cell("bad-8-s1").reason()).contains("bad-8-s1.npy");
  }

  @Test
  void featuresAndRowsThatCantBeWrittenAreNotedOnly() throws IOException {
    Files.createDirectories(folder.resolve("work/d"));
    block(folder.resolve("work/d/rows-s1.csv"));
    fakes.methods.add(new Bad("bad", "", FailureTest::good));
    run("profiles.p.methods=[toy]");
    Path features;
    try (Stream<Path> files = Files.list(folder.resolve("work/d/features"))) {
      features = files.findFirst().orElseThrow();
    }
    Files.delete(features);
    block(features);
    assertThat(run("profiles.p.methods=[toy]", "profiles.p.bits=[12, 16]"))
        .as("a folder is read as a broken file")
        .isEqualTo(new Runner.Summary(2, 0, 0));
    assertThat(notes)
        .anyMatch(note -> note.contains("rows-s1.csv: not written"))
        .anyMatch(note -> note.startsWith("features feat: not stored for other runs"));
    assertThat(fakes.trained.get("feat").get()).as("kept in memory").isEqualTo(2);
  }

  /** A training of three epochs that keeps where it stands, and can be ended after some. */
  private static final class Epochs implements HashMethod {
    private final Map<Integer, Throwable> ends = new HashMap<>();
    private final List<Integer> ran = new ArrayList<>();

    @Override
    public String name() {
      return "bad";
    }

    @Override
    public Citation citation() {
      return new Citation("A. Nobody", "Slow", "Nowhere", 2000, "");
    }

    @Override
    public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
      throw new IllegalStateException("not without a checkpoint store");
    }

    @Override
    public Hasher train(
        TrainingSet data, int bits, long seed, CheckpointStore checkpoints, Progress progress) {
      try {
        int done =
            checkpoints
                .unfinished()
                .get("t", Map.of())
                .map(file -> (int) file.array("epoch")[0])
                .orElse(0);
        for (int epoch = done + 1; epoch <= 3; epoch++) {
          ran.add(epoch);
          if (ends.containsKey(epoch)) {
            return fail(ends.get(epoch));
          }
          Map<String, float[]> state = Map.of("epoch", new float[] {epoch});
          checkpoints.unfinished().put("t", Map.of(), new TensorFile("x", Map.of(), state));
        }
        return good();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void trainingGoesOnFromItsStateButNotTwiceFromOneThatFails() throws IOException {
    System.setProperty(Runner.INTERVAL, "0");
    try {
      Epochs epochs = new Epochs();
      fakes.methods.add(epochs);
      epochs.ends.put(3, new OutOfMemoryError("heap"));
      run();
      assertThat(epochs.ran).containsExactly(1, 2, 3);
      run();
      assertThat(epochs.ran).as("goes on").containsExactly(1, 2, 3, 3);
      run();
      assertThat(epochs.ran).as("from the start").containsExactly(1, 2, 3, 3, 1, 2, 3);
      epochs.ends.clear();
      assertThat(run()).isEqualTo(new Runner.Summary(1, 1, 0));
      assertThat(epochs.ran).endsWith(3, 3);
      assertThat(seconds()).containsKey("earlier");
      assertThat(folder.resolve("work/d/unfinished")).doesNotExist();
    } finally {
      System.clearProperty(Runner.INTERVAL);
    }
  }

  private Map<String, Double> seconds() throws IOException {
    return cell("bad-8-s1").provenance().seconds();
  }

  @Test
  void shortTrainingsKeepNoState() throws IOException {
    Epochs epochs = new Epochs();
    fakes.methods.add(epochs);
    epochs.ends.put(3, new OutOfMemoryError("heap"));
    run();
    assertThat(folder.resolve("work/d/unfinished")).doesNotExist();
    run();
    assertThat(epochs.ran).containsExactly(1, 2, 3, 1, 2, 3);
  }
}
