package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.DatasetReader;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.form.FormDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data sets with a file changed at random: each is read, or refused with one line; nothing else is
 * thrown, nothing is written but caches, and neither time nor memory runs away. A seed makes all.
 */
class FuzzTest {
  private static final long SEED = 20170819;
  private static final int FEW = 300;
  private static final int MANY = 10_000;

  /** All that a read may set aside, one after the other: twice the largest image and a bit. */
  private static final long MOST_BYTES = 1L << 30;

  private static final long MOST_MILLIS = 20_000;
  private static final Path REPORT = Path.of("..", "docs", "quality", "fuzz.md");

  @TempDir Path temp;
  private List<Samples.Sample> samples;
  private List<Path> files;
  private final Map<String, Outcome> outcomes = new TreeMap<>();

  /** What became of a form's data sets. */
  private static final class Outcome {
    private int whole;
    private int partly;
    private int refused;
    private long bytes;
    private long millis;
  }

  @BeforeEach
  void makeSamples() throws IOException {
    samples = Samples.write(temp.resolve("in"));
    try (Stream<Path> all = Files.walk(temp.resolve("in"))) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void fewMutations() throws IOException {
    fuzz(FEW);
    assertThat(outcomes).hasSize(samples.size());
    assertThat(outcomes.values().stream().mapToInt(o -> o.refused).sum()).isPositive();
    assertThat(outcomes.values().stream().mapToInt(o -> o.partly).sum()).isPositive();
  }

  @Test
  @Tag("slow")
  void manyMutations() throws IOException {
    fuzz(MANY);
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, report(), StandardCharsets.UTF_8);
  }

  /** The check can fail: a reader that lets another exception through, and one that litters. */
  @Test
  void badReadersAreFound() {
    Samples.Sample first = samples.get(0);
    Map<String, String> found =
        Map.of("throw", "IllegalStateException", "litter", "litter", "ask for much", ": bytes");
    for (String what : List.of("throw", "ask for much", "litter")) {
      DatasetReader bad =
          new DatasetReader() {
            @Override
            public String form() {
              return "bad";
            }

            @Override
            public Map<String, Object> defaults() {
              return first.reader().defaults();
            }

            @Override
            public Dataset read(String name, Settings settings, Path work, Progress progress)
                throws IOException {
              if (what.equals("throw")) {
                throw new IllegalStateException();
              }
              if (what.equals("litter")) {
                Files.writeString(temp.resolve("litter"), "x");
              }
              // Half as much again: threads of other tests that end take their share off the sum.
              for (int i = 0; what.equals("ask for much") && i < 96; i++) {
                assertThat(new byte[1 << 24]).isNotEmpty();
              }
              return first.reader().read(name, settings, work, progress);
            }
          };
      samples = List.of(new Samples.Sample("bad", bad, first.settings()));
      assertThatThrownBy(() -> fuzz(1))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(found.get(what));
    }
  }

  private void fuzz(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Samples.Sample sample = samples.get(i % samples.size());
      Random random = new Random(SEED + i);
      List<Path> own = own(sample);
      Path file = own.get(random.nextInt(own.size()));
      byte[] before = Files.readAllBytes(file);
      byte[] other = Files.readAllBytes(files.get(random.nextInt(files.size())));
      Files.write(file, Mutation.of(before, other, random));
      try {
        read(sample, "mutation " + i + " of " + temp.relativize(file));
      } finally {
        Files.write(file, before);
        delete(temp.resolve("work"));
      }
    }
    try (Stream<Path> all = Files.list(temp)) {
      assertThat(all).containsExactly(temp.resolve("in"));
    }
    try (Stream<Path> all = Files.walk(temp.resolve("in"))) {
      assertThat(all.filter(Files::isRegularFile).sorted().toList()).isEqualTo(files);
    }
  }

  private static List<Path> own(Samples.Sample sample) throws IOException {
    Path path = Path.of((String) sample.settings().get("path"));
    try (Stream<Path> all = Files.walk(Files.isDirectory(path) ? path : path.getParent())) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void read(Samples.Sample sample, String what) {
    Outcome outcome = outcomes.computeIfAbsent(sample.name(), n -> new Outcome());
    long start = System.nanoTime();
    long allocated = allocated();
    try {
      Path path = Path.of((String) sample.settings().get("path"));
      try {
        FormDetector.detect(path);
      } catch (BadInputException e) {
        assertThat(e.getMessage()).as(what).hasLineCount(1);
      }
      Settings settings = Settings.of("d", sample.reader().defaults(), sample.settings());
      Dataset data = sample.reader().read("d", settings, temp.resolve("work"), Progress.NONE);
      assertThat(data.digest()).as(what).isEqualTo(DatasetDigest.of(data.images()));
      assertThat(data.notes()).as(what).allMatch(note -> note.lines().count() == 1);
      boolean bad = data.notes().stream().anyMatch(n -> n.matches("(skipped|left out|row) .*"));
      outcome.partly += bad ? 1 : 0;
      outcome.whole += bad ? 0 : 1;
    } catch (BadInputException e) {
      assertThat(e.getMessage()).as(what).hasLineCount(1);
      outcome.refused++;
    } catch (Throwable e) { // the point of it all: name the file, whatever it was
      throw new AssertionError(what + ": " + e, e);
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    long bytes = allocated() - allocated;
    assertThat(millis).as(what + ": ms").isLessThan(MOST_MILLIS);
    assertThat(bytes).as(what + ": bytes").isLessThan(MOST_BYTES);
    outcome.millis = Math.max(outcome.millis, millis);
    outcome.bytes = Math.max(outcome.bytes, bytes);
  }

  /** Bytes that all threads together have set aside so far; by JMX, since not every JVM has it. */
  private static long allocated() {
    long[] threads = ManagementFactory.getThreadMXBean().getAllThreadIds();
    try {
      Object bytes =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                  "getThreadAllocatedBytes",
                  new Object[] {threads},
                  new String[] {long[].class.getName()});
      return Arrays.stream((long[]) bytes).filter(n -> n > 0).sum();
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all = new ArrayList<>(walk.sorted(Comparator.reverseOrder()).toList());
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  private String report() {
    StringBuilder out = new StringBuilder();
    out.append("<!-- Written by `mvn -Pslow -pl ddh-data -am verify` (FuzzTest). -->\n");
    out.append(
        String.format(
            Locale.ROOT,
            "In each of %,d data sets, one file was changed at random (seed %d); the data sets cover"
                + " all readers.%nEach data set was read, or refused with one line. No other"
                + " exception was thrown, and no files but caches%nwere written.%n%n",
            MANY,
            SEED));
    out.append(
        "| form | read whole | read, bad files named | refused | slowest, ms | most memory"
            + " allocated by a read, MB |\n");
    out.append("|---|---|---|---|---|---|\n");
    outcomes.forEach(
        (name, o) ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %.1f |%n",
                    name,
                    o.whole,
                    o.partly,
                    o.refused,
                    o.millis,
                    o.bytes / 1e6)));
    return out.toString();
  }
}
