package io.ddh.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.ProcessTag;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.config.ConfigOverride;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.share.Locks;
import io.ddh.experiments.share.Locks.Lock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs on the same folders share the work; what a killed one left is cleared. */
class SharingTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [toy, other], bits: [8, 12, 16], seeds: [1, 2] }
      datasets:
        d: { form: fake, split: { protocol: facescrub, queries: 2 } }
      """;

  @TempDir Path folder;
  private final Fakes fakes = new Fakes();
  private final ExecutorService pool = Executors.newFixedThreadPool(3);
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  private Path results() {
    return folder.resolve("results");
  }

  private Runner.Summary run(boolean fresh, String only, String... sets) throws IOException {
    Registry registry = fakes.registry();
    List<ConfigOverride> overrides = Arrays.stream(sets).map(ConfigOverride::parse).toList();
    Experiments experiments =
        new ExperimentsReader(registry, Map.of()).read("test.yaml", YAML, "p", overrides);
    Plan plan = Plan.of(experiments, experiments.profile("p"), registry, only);
    RunListener listener =
        new RunListener() {
          @Override
          public void report(String what, long done, long total) {}

          @Override
          public void note(String line) {
            notes.add(line);
          }
        };
    return new Runner(registry, results(), folder.resolve("work"), fresh, List.of(), listener)
        .run(plan);
  }

  private int trained(String name) {
    return fakes.trained.get(name).get();
  }

  private List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".part") || f.equals("unfinished"))
          .toList();
    }
  }

  @Test
  void threeRunsAtOnceMakeEachCellOnce() throws Exception {
    fakes.pause = 30;
    List<Future<Runner.Summary>> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(pool.submit(() -> run(false, "")));
    }
    int made = 0;
    for (Future<Runner.Summary> run : runs) {
      Runner.Summary summary = run.get();
      assertThat(summary.made()).as("cells of each").isPositive();
      assertThat(summary.made() + summary.kept()).isEqualTo(12);
      assertThat(summary.failed()).isZero();
      made += summary.made();
    }
    assertThat(made).isEqualTo(12);
    assertThat(trained("toy")).isEqualTo(6);
    assertThat(trained("other")).isEqualTo(6);
    assertThat(trained("feat")).as("a seed").isEqualTo(2);
    assertThat(trained("part")).as("in the checkpoint store, per seed").isEqualTo(2);
    assertThat(CellStore.readAll(results(), "d")).hasSize(12).allMatch(Cell::done);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void freshRunsAtOnceMakeEachCellOnceMore() throws Exception {
    run(false, "");
    fakes.pause = 30;
    Future<Runner.Summary> one = pool.submit(() -> run(true, ""));
    Future<Runner.Summary> two = pool.submit(() -> run(true, ""));
    assertThat(one.get().made() + two.get().made()).isEqualTo(12);
    assertThat(trained("other")).isEqualTo(12);
  }

  @Test
  void aFailureElsewhereIsNotTriedAgainHere() throws Exception {
    fakes.pause = 100;
    String methods = "profiles.p.methods=[broken]";
    Future<Runner.Summary> one = pool.submit(() -> run(false, "", methods));
    Future<Runner.Summary> two = pool.submit(() -> run(false, "", methods));
    assertThat(one.get().failed()).isEqualTo(6);
    assertThat(two.get().failed()).isEqualTo(6);
    assertThat(trained("broken")).isEqualTo(6);
  }

  @Test
  void waitsForTheLastCellAndDoesTheOthersMeanwhile() throws Exception {
    try (Locks elsewhere = new Locks(results())) {
      Path file = CellStore.file(results(), "d", "toy-8-s1");
      Lock lock = elsewhere.take(file).orElseThrow();
      Future<Runner.Summary> run = pool.submit(() -> run(false, "toy-*-s1"));
      while (notes.isEmpty()) {
        Locks.pause(Duration.ofMillis(20));
      }
      assertThat(CellStore.readAll(results(), "d")).hasSize(2);
      assertThat(notes).hasSize(1);
      assertThat(notes.get(0))
          .isEqualTo("waiting for another process, which makes toy-8-s1; cells left: 1");
      lock.close();
      assertThat(run.get()).isEqualTo(new Runner.Summary(3, 0, 0));
    }
  }

  @Test
  void cellsOnFeaturesThatOthersMakeComeLater() throws Exception {
    run(false, "toy-8-s1");
    Path features;
    try (Stream<Path> files = Files.list(folder.resolve("work/d/features"))) {
      features = files.findFirst().orElseThrow();
    }
    byte[] content = Files.readAllBytes(features);
    Files.delete(features);
    try (Locks elsewhere = new Locks(folder.resolve("work"))) {
      Lock lock = elsewhere.take(features).orElseThrow();
      Future<Runner.Summary> run = pool.submit(() -> run(false, "*-12-s1"));
      while (notes.isEmpty()) {
        Locks.pause(Duration.ofMillis(20));
      }
      assertThat(CellStore.file(results(), "d", "other-12-s1")).exists();
      assertThat(CellStore.file(results(), "d", "toy-12-s1")).doesNotExist();
      Files.write(features, content); // made
      lock.close();
      assertThat(run.get()).isEqualTo(new Runner.Summary(2, 0, 0));
    }
    assertThat(trained("feat")).isEqualTo(1);
  }

  @Test
  void whatAKilledRunLeftIsCleared() throws IOException {
    run(false, "toy-8-s1");
    ProcessTag own = ProcessTag.own();
    ProcessTag dead = new ProcessTag(own.host(), own.pid(), own.start() - 60_000);
    Path codes = folder.resolve("work/d/codes");
    Files.writeString(codes.resolve(".x.npy." + dead + "." + UUID.randomUUID() + ".part"), "half");
    Path unfinished = Files.createDirectories(folder.resolve("work/d/unfinished/toy-8-s1"));
    Files.writeString(unfinished.resolve("training-0.ddh"), "over");
    assertThat(leftovers()).hasSize(2);
    assertThat(run(false, "toy-*-s1")).isEqualTo(new Runner.Summary(2, 1, 0));
    assertThat(leftovers()).isEmpty();
  }
}
