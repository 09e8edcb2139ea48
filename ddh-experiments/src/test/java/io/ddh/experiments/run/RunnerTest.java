package io.ddh.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.ddh.core.BadInputException;
import io.ddh.core.CheckpointStore;
import io.ddh.core.Seeds;
import io.ddh.core.TensorFile;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.Provenance;
import io.ddh.experiments.Provenance.CellDigests;
import io.ddh.experiments.config.ConfigOverride;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.work.CodesFile;
import io.ddh.experiments.work.RetrievalFiles;
import io.ddh.experiments.work.RowsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
  private static final List<String> COMMAND = List.of("run", "--profile", "p");

  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [toy, other], bits: [8, 12], seeds: [1, 2] }
      datasets:
        d: { form: fake, split: { protocol: facescrub, queries: 2 } }
      variants:
        other-long: { of: other, epochs: 7 }
      """;

  @TempDir Path folder;
  private final Fakes fakes = new Fakes();

  private Plan plan(Registry registry, String only, String... sets) {
    List<ConfigOverride> overrides = Arrays.stream(sets).map(ConfigOverride::parse).toList();
    Experiments experiments =
        new ExperimentsReader(registry, Map.of()).read("test.yaml", YAML, "p", overrides);
    return Plan.of(experiments, experiments.profile("p"), registry, only);
  }

  private Runner runner(Registry registry, boolean fresh) {
    return new Runner(
        registry, results(), folder.resolve("work"), fresh, COMMAND, RunListener.NONE);
  }

  private Path results() {
    return folder.resolve("results");
  }

  private Runner.Summary run(boolean fresh, String only, String... sets) throws IOException {
    Registry registry = fakes.registry();
    return runner(registry, fresh).run(plan(registry, only, sets));
  }

  private int trained(String name) {
    return fakes.trained.get(name).get();
  }

  private Cell cell(String id) throws IOException {
    return CellStore.read(results(), "d", id).orElseThrow();
  }

  @Test
  void cellsHoldWhatCurvesAreDrawnFrom() throws IOException {
    run(false, "toy-8-s1", "profiles.p.metrics=[map@3]");
    Cell cell = cell("toy-8-s1");
    Map<String, double[]> counts = cell.curves().get("precision.recall.pooled");
    assertThat(counts.get("pairs")).hasSize(9);
    assertThat(counts.get("relevant")).hasSize(9);
    assertThat(cell.curves().get("precision.recall.ranking").get("precision")).hasSize(101);
    assertThat(cell.metrics()).containsKeys("map@3/hits", "map@3/relevant");
    assertThat(run(false, "toy-8-s1").kept())
        .as("metrics aren't part of the configuration")
        .isOne();
  }

  @Test
  void checkpointsServeAllLengthsOfASeed() throws IOException {
    run(false, "other-*");
    assertThat(trained("other")).isEqualTo(4);
    assertThat(trained("part")).as("two seeds").isEqualTo(2);
    Path store = folder.resolve("work/d/shelf");
    List<Path> files;
    try (Stream<Path> all = Files.list(store)) {
      files = all.toList();
    }
    assertThat(files).hasSize(2);
    run(false, "other-*", "other.epochs=4");
    assertThat(trained("other")).as("other settings, other cells").isEqualTo(8);
    assertThat(trained("part")).as("its key is what the method names").isEqualTo(2);
    run(true, "other-*");
    assertThat(trained("part")).as("fresh: once more a seed").isEqualTo(4);
    Files.write(files.get(0), new byte[] {1, 2, 3});
    run(false, "other-*", "other.epochs=5");
    assertThat(trained("part")).as("a damaged file is made again").isEqualTo(5);
    fakes.pixel = 9;
    run(false, "other-*");
    assertThat(trained("part")).as("other data").isEqualTo(7);
  }

  @Test
  void whatAnotherProgramLeftIsUsedWhereItIsCompleteAndSaysSo() throws IOException {
    run(false, "other-*-s1");
    assertThat(trained("part")).isEqualTo(1);
    Path kept = onlyFile(folder.resolve("work/d/shelf"));
    rewrite(kept, Map.of(CheckpointStore.MADE_BY, "another program"));
    run(false, "other-*-s1", "other.epochs=4");
    assertThat(trained("part")).as("not complete: not gone on with").isEqualTo(2);
    assertThat(TensorFile.read(kept, "shelf/part").text(CheckpointStore.MADE_BY))
        .contains("revision=");
    rewrite(kept, Map.of(CheckpointStore.MADE_BY, "another program", "shelf-complete", "true"));
    run(false, "other-*-s1", "other.epochs=5");
    assertThat(trained("part")).as("complete").isEqualTo(2);
    assertThat(TensorFile.read(kept, "shelf/part").text(CheckpointStore.MADE_BY))
        .isEqualTo("another program");
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.reduce((a, b) -> fail(a + " and " + b)).orElseThrow();
    }
  }

  private static void rewrite(Path file, Map<String, String> more) throws IOException {
    TensorFile kept = TensorFile.read(file, "shelf/part");
    Map<String, String> texts = new HashMap<>(kept.texts());
    texts.putAll(more);
    new TensorFile("shelf/part", texts, kept.arrays()).write(file);
  }

  @Test
  void variantsHaveTheSeedOfTheirRow() throws IOException {
    run(false, "", "profiles.p.methods=[other, other-long, toy]");
    assertThat(seed("other-long-8-s1"))
        .isEqualTo(seed("other-8-s1"))
        .isNotEqualTo(seed("toy-8-s1"));
    assertThat(seed("other-8-s1")).isNotEqualTo(seed("other-8-s2"));
  }

  private Object seed(String id) throws IOException {
    return cell(id).provenance().seeds().get("method");
  }

  @Test
  void variantsOfARowShareItsCheckpoints() throws IOException {
    run(false, "", "profiles.p.methods=[other, other-long]");
    assertThat(trained("other")).as("two rows, two lengths, two seeds").isEqualTo(8);
    assertThat(trained("part")).as("two seeds").isEqualTo(2);
    assertThat(cell("other-long-8-s1").provenance().toString()).contains("name=other", "epochs=7");
  }

  @Test
  void planIsOrderedSoThatFeaturesAreShared() {
    assertThat(plan(fakes.registry(), "").cells().stream().map(PlannedCell::id))
        .containsExactly(
            "toy-8-s1",
            "toy-12-s1",
            "other-8-s1",
            "other-12-s1",
            "toy-8-s2",
            "toy-12-s2",
            "other-8-s2",
            "other-12-s2");
    assertThat(plan(fakes.registry(), "*-12-s{1,3}").cells().stream().map(PlannedCell::id))
        .containsExactly("toy-12-s1", "other-12-s1");
    assertThatThrownBy(() -> plan(fakes.registry(), "nothing*"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("nothing*");
  }

  @Test
  void makesEachCellOnceAndFeaturesOnceASeed() throws IOException {
    assertThat(run(false, "")).isEqualTo(new Runner.Summary(8, 0, 0));
    assertThat(trained("toy")).isEqualTo(4);
    assertThat(trained("feat")).isEqualTo(2);
    assertThat(run(false, "")).isEqualTo(new Runner.Summary(0, 8, 0));
    assertThat(trained("toy")).isEqualTo(4);
    Files.delete(CellStore.file(results(), "d", "toy-8-s2"));
    assertThat(run(false, "")).isEqualTo(new Runner.Summary(1, 7, 0));
    assertThat(trained("feat")).as("features are kept under the work folder").isEqualTo(2);
  }

  @Test
  void damagedFeatureFileIsMadeAgain() throws IOException {
    run(false, "toy-8-s1");
    Path features = folder.resolve("work/d/features");
    try (Stream<Path> files = Files.list(features)) {
      Files.writeString(files.findFirst().orElseThrow(), "junk");
    }
    Files.delete(CellStore.file(results(), "d", "toy-8-s1"));
    assertThat(run(false, "toy-8-s1")).isEqualTo(new Runner.Summary(1, 0, 0));
    assertThat(trained("feat")).isEqualTo(2);
  }

  @Test
  void changedSettingMakesTheCellStale() throws IOException {
    run(false, "toy-8-s1");
    double before = cell("toy-8-s1").metrics().get("map");
    assertThat(run(false, "toy-8-s1", "toy.epochs=9")).isEqualTo(new Runner.Summary(1, 0, 0));
    assertThat(CellStore.folder(results(), "d").resolve("toy-8-s1.json.stale")).exists();
    assertThat(cell("toy-8-s1").metrics()).containsEntry("map", before);
    assertThat(run(false, "toy-8-s1", "toy.epochs=9").kept()).isEqualTo(1);
    assertThat(run(false, "toy-8-s1", "toy.epochs=9", "d.split.queries=3").made()).isEqualTo(1);
  }

  @Test
  void otherMethodsSettingChangesNothing() throws IOException {
    run(false, "toy-8-s1");
    assertThat(run(false, "toy-8-s1", "other.epochs=9").kept()).isEqualTo(1);
  }

  @Test
  void whereTheDataLieIsNoChange() throws IOException {
    run(false, "toy-8-s1");
    assertThat(run(false, "toy-8-s1", "d.path=/elsewhere").kept()).isEqualTo(1);
  }

  @Test
  void changedDataMakeTheCellStale() throws IOException {
    run(false, "toy-8-s1");
    fakes.pixel = 8;
    assertThat(run(false, "toy-8-s1")).isEqualTo(new Runner.Summary(1, 0, 0));
  }

  @Test
  void freshMakesAllAgainWithTheSameNumbers() throws IOException {
    run(false, "toy-*-s1");
    Cell before = cell("toy-12-s1");
    assertThat(run(true, "toy-*-s1")).isEqualTo(new Runner.Summary(2, 0, 0));
    assertThat(trained("feat")).isEqualTo(2);
    assertThat(cell("toy-12-s1").metrics()).isEqualTo(before.metrics());
    assertThat(cell("toy-12-s1").averagePrecision()).isEqualTo(before.averagePrecision());
  }

  @Test
  void failedCellDoesNotStopTheRunAndIsTriedAgain() throws IOException {
    String methods = "profiles.p.methods=[broken,toy]";
    assertThat(run(false, "*-8-s1", methods)).isEqualTo(new Runner.Summary(1, 0, 1));
    Cell failed = cell("broken-8-s1");
    assertThat(failed.done()).isFalse();
    assertThat(failed.reason()).isEqualTo("IllegalStateException: out of luck");
    assertThat(failed.metrics()).isEmpty();
    assertThat(run(false, "*-8-s1", methods)).isEqualTo(new Runner.Summary(0, 1, 1));
    fakes.broken = "";
    assertThat(run(false, "*-8-s1", methods)).isEqualTo(new Runner.Summary(1, 1, 0));
    assertThat(cell("broken-8-s1").done()).isTrue();
  }

  @Test
  void addingAMethodChangesNoOthersNumbers() throws IOException {
    run(false, "*-8-s1", "profiles.p.methods=[other]");
    Cell alone = cell("other-8-s1");
    run(true, "*-8-s1", "profiles.p.methods=[toy,other]");
    assertThat(cell("other-8-s1").metrics()).isEqualTo(alone.metrics());
  }

  @Test
  void seedsDeriveAsTheArchitectureSays() throws IOException {
    run(false, "toy-8-s2");
    assertThat(cell("toy-8-s2").provenance().seeds())
        .containsEntry("split", Seeds.derive(2, "d", "split"))
        .containsEntry("method", Seeds.derive(2, "d", "toy", 8))
        .containsEntry("features", Seeds.derive(2, "d", "feat"));
  }

  @Test
  void provenanceIsThere() throws IOException {
    run(false, "toy-8-s1");
    assertThat(cell("toy-8-s1").synthetic()).isTrue();
    assertThat(cell("toy-8-s1").provenance().command()).isEqualTo(COMMAND);
    assertThat(cell("toy-8-s1").provenance().asMap())
        .containsKeys(
            "command",
            "digests",
            "config",
            "data",
            "split",
            "seeds",
            "program",
            "machine",
            "libraries",
            "backend",
            "started",
            "seconds",
            "peakMemoryMb",
            "facts",
            "notes");
    assertThat(cell("toy-8-s1").provenance().seconds()).hasSize(5);
    assertThat(folder.resolve("work/d/codes/toy-8-s1.npy")).hasSize(128 + 24 * 8);
  }

  @Test
  void leavesWhatFiguresNeedUnderTheWorkFolder() throws IOException {
    run(false, "toy-*-s1");
    Path work = folder.resolve("work");
    Provenance provenance = cell("toy-12-s1").provenance();
    String codes = provenance.codes();
    CellDigests digests = provenance.digests();
    assertThat(CodesFile.read(CodesFile.file(work, "d", "toy-12-s1"), 12, codes)).isPresent();
    assertThat(CodesFile.read(CodesFile.file(work, "d", "toy-8-s1"), 8, codes)).isEmpty();
    RowsFile rows =
        RowsFile.read(RowsFile.file(work, "d", 1), digests.data(), digests.split()).orElseThrow();
    assertThat(rows.labels()).hasSize(24).startsWith(0, 0, 0, 0, 0, 0, 1);
    for (int row = 0; row < 24; row++) {
      assertThat(rows.query()[row]).isNotEqualTo(rows.gallery()[row]);
    }
    assertThat(RetrievalFiles.read(work, "d", "toy-12-s1", codes)).isPresent();
    // Only the longest codes are shown, as 48 bits are none of this plan's lengths.
    assertThat(work.resolve("d/retrievals/toy-8-s1.csv")).doesNotExist();
  }

  @Test
  void factsOfFeaturesAreKeptWithThem() throws IOException {
    run(false, "toy-8-s1");
    run(true, "other-8-s1");
    Files.delete(CellStore.file(results(), "d", "toy-8-s1"));
    run(false, "toy-8-s1"); // features are read from their file
    assertThat(trained("feat")).isEqualTo(1);
    Map<String, Object> facts = cell("toy-8-s1").provenance().featureFacts();
    assertThat(facts.get("loss_by_epoch")).isEqualTo(List.of(2.5, 0.5));
    assertThat((String) facts.get(CheckpointStore.MADE_BY)).contains("revision=", "java=");
    assertThat(cell("other-8-s1").provenance().asMap()).doesNotContainKey("featureFacts");
  }

  @Test
  void brokenCellFileIsSetAside() throws IOException {
    run(false, "toy-8-s1");
    Files.writeString(CellStore.file(results(), "d", "toy-8-s1"), "{ half");
    assertThat(run(false, "toy-8-s1").made()).isEqualTo(1);
    assertThat(CellStore.folder(results(), "d").resolve("toy-8-s1.json.stale"))
        .hasContent("{ half");
  }

  @Test
  void inspectSaysHowCellsStandAndWritesNothing() throws IOException {
    run(false, "toy-8-s1");
    Registry registry = fakes.registry();
    assertThat(runner(registry, false).inspect(plan(registry, "*-8-s1")))
        .extracting(CellState::state)
        .containsExactly(CellState.State.FINISHED, CellState.State.MISSING);
    assertThat(CellStore.readAll(results(), "d")).hasSize(1);
  }

  @Test
  void tooFewImagesAreFoundBeforeTraining() {
    assertThatThrownBy(() -> run(false, "", "d.images=2")).isInstanceOf(BadInputException.class);
    assertThat(trained("toy")).isZero();
    assertThat(results()).doesNotExist();
  }

  @Test
  void resultsFolderInTheWayIsFoundBeforeTraining() throws IOException {
    Files.writeString(results(), "a file");
    assertThatThrownBy(() -> run(false, ""))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(results().toString());
    assertThat(trained("toy")).isZero();
    assertThat(folder.resolve("work")).doesNotExist();
  }
}
