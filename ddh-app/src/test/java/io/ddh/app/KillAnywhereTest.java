package io.ddh.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep that is killed (SIGKILL) again and again, at seeded random times, and started again ends
 * with the results of an undisturbed one; a cell that was complete is not touched any more; nothing
 * half written is ever read, and nothing stays.
 */
class KillAnywhereTest {
  /** Exit codes of a whole sweep: so few epochs may end in collapsed codes. */
  private static final List<Integer> ENDS = List.of(0, 3);

  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [lsh, itq+cnn, ddh, deephash], bits: [12], seeds: [1] }
      datasets:
        d: { form: faces, preset: wild, people: 4, images: 10, split: { protocol: facescrub, queries: 2 } }
      methods:
        ddh: { epochs: 25, patience: 25, batch: 8 }
        deephash: { epochs: 6, batch: 8, trunk: 6/8, dense: 16, stage1-epochs: 6, stage2-epochs: 2, pretrain-batch: 8 }
      features:
        cnn: { epochs: 12, patience: 12, batch: 8, width: 16 }
      """;

  private static final Path REPORT = Path.of("../docs/quality/kills.md");

  @TempDir Path folder;
  private Map<String, Map<String, Object>> expected;
  private final Map<String, byte[]> complete = new HashMap<>();

  @Test
  void killedTenTimes() throws Exception {
    kill(10, 1);
  }

  @Test
  @Tag("slow")
  void killedAHundredTimes() throws Exception {
    Outcome outcome = kill(100, 2);
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, outcome.page(), StandardCharsets.UTF_8);
  }

  /**
   * What happened.
   *
   * @param kills of a process that was alone
   * @param within those that left a training to go on with
   * @param wholes sweeps that came to their end, the last one included
   */
  private record Outcome(int kills, int within, int wholes) {
    String page() {
      return String.format(
          Locale.ROOT,
          """
          <!-- Written by `mvn -Pslow -pl ddh-app -am verify` (KillAnywhereTest). -->
          A process that ran a sweep of four cells (LSH; ITQ on CNN features; DDH; DeepHash) was killed (SIGKILL)
          %d times at random moments. After each kill it was restarted, until the sweep was complete; in all, %d sweeps
          were completed. %d of the kills hit a training that had checkpoints. After each kill all cell files were
          complete, and files that had existed before were unchanged. After each complete sweep the metrics, the average
          precision of each query, the digests of codes and the losses were those of an undisturbed run, and the folders
          held the same files. The test was repeated with two processes that shared the sweep, one of which was killed.
          """,
          kills,
          wholes,
          within);
    }
  }

  private Outcome kill(int times, long seed) throws Exception {
    Path undisturbed = folder.resolve("undisturbed");
    ChildRun whole = ChildRun.start(undisturbed, YAML);
    whole.awaitReady();
    long start = System.nanoTime();
    whole.awaitCells();
    long cells = System.nanoTime() - start;
    assertThat(whole.code()).as(whole.output()).isIn(ENDS);
    assertThat(whole.output())
        .as("no failure and nothing of the libraries")
        .doesNotContain("FAILED", "SLF4J", "INFO", "WARN", "ComputationGraph", "Loaded", "HAVE_");
    expected = numbers(undisturbed);
    assertThat(expected).hasSize(4);
    SplittableRandom random = new SplittableRandom(seed);
    Path killed = folder.resolve("killed");
    int kills = 0;
    int wholes = 0;
    int goneOn = 0;
    while (kills < times) {
      ChildRun run = ChildRun.start(killed, YAML);
      run.awaitReady();
      // Each goes on where the one before was killed, so a whole sweep's time would seldom kill.
      if (run.killAfter(Duration.ofNanos((long) (0.5 * cells * random.nextDouble())))) {
        kills++;
        checkWhatIsThere(killed);
        goneOn += Files.exists(killed.resolve("work/d/unfinished")) ? 1 : 0;
      } else {
        assertThat(run.code()).as(run.output()).isIn(ENDS);
        checkAll(killed);
        delete(killed);
        complete.clear();
        wholes++;
      }
    }
    ChildRun last = ChildRun.start(killed, YAML);
    assertThat(last.code()).as(last.output()).isIn(ENDS);
    checkAll(killed);
    // One alone needs that time; of two the first could be killed after the other has ended.
    oneOfTwo(folder.resolve("shared"), (long) (0.5 * cells * random.nextDouble()));
    return new Outcome(kills, goneOn, wholes + 1);
  }

  /** Two share a sweep and one of them is killed: the other takes over what it had locked. */
  private void oneOfTwo(Path shared, long nanos) throws Exception {
    ChildRun one = ChildRun.start(shared, YAML);
    ChildRun two = ChildRun.start(shared, List.of());
    one.awaitReady();
    boolean dead = one.killAfter(Duration.ofNanos(nanos));
    assertThat(two.code()).as(two.output()).isIn(ENDS);
    assertThat(one.output() + "\n" + two.output())
        .doesNotContain("FAILED")
        .satisfies(text -> assertThat(made(text)).isBetween(dead ? 3L : 4L, 4L));
    complete.clear();
    checkWhatIsThere(shared);
    assertThat(numbers(shared)).isEqualTo(expected);
    assertThat(files(shared)).isEqualTo(files(folder.resolve("undisturbed")));
  }

  /** Cells that the output says were made. The line of the last one may be lost in a kill. */
  private static long made(String output) {
    return output.lines().filter(line -> line.matches("\\[\\d/\\d] d .*  MAP .*")).count();
  }

  /** Each cell file is whole, and equal to what it was when it was first seen. */
  private void checkWhatIsThere(Path at) throws IOException {
    for (Cell cell : CellStore.readAll(at.resolve("results"), "d")) {
      assertThat(cell.done()).as(cell.id() + ": " + cell.reason()).isTrue();
      byte[] bytes = Files.readAllBytes(CellStore.file(at.resolve("results"), "d", cell.id()));
      byte[] before = complete.putIfAbsent(cell.id(), bytes);
      if (before != null) {
        assertThat(bytes).as(cell.id() + " was made again").isEqualTo(before);
      }
    }
  }

  private void checkAll(Path at) throws IOException {
    checkWhatIsThere(at);
    assertThat(numbers(at)).isEqualTo(expected);
    assertThat(files(at)).isEqualTo(files(folder.resolve("undisturbed")));
  }

  /** Names of all files but logs, of which each process has its own: none less, none more. */
  private static List<String> files(Path at) throws IOException {
    try (Stream<Path> all = Files.walk(at)) {
      return all.map(f -> at.relativize(f).toString())
          .filter(f -> !f.contains("ddh.log"))
          .sorted()
          .toList();
    }
  }

  /** All of each cell but times and memory. */
  private static Map<String, Map<String, Object>> numbers(Path at) throws IOException {
    Map<String, Map<String, Object>> out = new TreeMap<>();
    for (Cell cell : CellStore.readAll(at.resolve("results"), "d")) {
      Map<String, Object> numbers = new TreeMap<>();
      numbers.put("metrics", cell.metrics());
      numbers.put(
          "ap", List.of(java.util.Arrays.stream(cell.averagePrecision()).boxed().toArray()));
      Map<String, Object> provenance = cell.provenance().asMap();
      for (String key : List.of("digests", "config", "codes", "seeds", "split", "data")) {
        numbers.put(key, provenance.get(key));
      }
      numbers.put("facts", timeless(provenance.get("facts")));
      numbers.put("features", timeless(provenance.getOrDefault("featureFacts", Map.of())));
      out.put(cell.id(), numbers);
    }
    return out;
  }

  private static Object timeless(Object facts) {
    if (!(facts instanceof Map<?, ?> map)) {
      return facts;
    }
    Map<String, Object> out = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          if (!key.equals("train_images_per_second") && !key.equals("seconds")) {
            out.put((String) key, timeless(value));
          }
        });
    return out;
  }

  private static void delete(Path at) throws IOException {
    try (Stream<Path> all = Files.walk(at)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
