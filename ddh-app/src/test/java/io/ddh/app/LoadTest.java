package io.ddh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ddh.experiments.bench.MemoryMarks;
import io.ddh.experiments.bench.MemoryMarks.Mark;
import io.ddh.experiments.cli.DdhCommand;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.Plan;
import io.ddh.experiments.run.Runner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep of twelve cells in a process holds no more memory after its last ones than after the same
 * rows two seeds before. Section {@code load} of ddh-benchmarks measures the same at the paper's
 * size.
 */
class LoadTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [lsh, itq+cnn, ddh], bits: [12], seeds: [1, 2, 3, 4] }
      datasets:
        d: { form: faces, preset: wild, people: 40, images: 20, split: { protocol: facescrub, queries: 5 } }
      methods:
        ddh: { epochs: 1 }
      features:
        cnn: { epochs: 1, width: 16 }
      """;

  private static final int ROWS = 3;

  /** Of the heap, MB: a cell's images (2.4), features or codes that were not let go of are more. */
  private static final double SLACK_LIVE = 1.5;

  /**
   * Of all that lies outside, MB: the weights, gradients and moments of the networks of two seeds
   * would be more; compiled code and what the allocator keeps is less.
   */
  private static final long SLACK_OUTSIDE = 40;

  /** The process that is measured. */
  static final class Sweep {
    private Sweep() {}

    public static void main(String[] folder) throws IOException {
      DdhCommand.prepare();
      Path at = Path.of(folder[0]);
      Registry registry = Registry.load();
      Experiments experiments =
          new ExperimentsReader(registry, Map.of()).read("load.yaml", YAML, "p", List.of());
      Plan plan = Plan.of(experiments, experiments.profile("p"), registry, "");
      MemoryMarks memory = new MemoryMarks();
      new Runner(registry, at.resolve("results"), at.resolve("work"), false, List.of(), memory)
          .run(plan);
      try (PrintStream out =
          new PrintStream(
              Files.newOutputStream(at.resolve("marks")), false, StandardCharsets.UTF_8)) {
        for (Mark mark : memory.marks()) {
          out.println(
              mark.cell() + " " + mark.done() + " " + mark.residentMb() + " " + mark.liveMb());
        }
        out.println("limit " + System.getProperty("org.bytedeco.javacpp.maxbytes"));
      }
    }
  }

  private static Mark mark(String line) {
    String[] words = line.split(" ", -1);
    return new Mark(
        words[0],
        Boolean.parseBoolean(words[1]),
        Long.parseLong(words[2]),
        Double.parseDouble(words[3]));
  }

  @Test
  void memoryDoesNotGrowFromCellToCell(@TempDir Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms300m",
                "-Xmx300m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Dddh.vector=off",
                "-Dddh.threads=1",
                "-cp",
                System.getProperty("java.class.path"),
                Sweep.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    List<String> lines = Files.readAllLines(folder.resolve("marks"));
    assertThat(lines).hasSize(13).last().isEqualTo("limit " + (4L << 30));
    List<Mark> marks = lines.subList(0, 12).stream().map(LoadTest::mark).toList();
    assertThat(marks).allMatch(Mark::done);
    for (int i = 3 * ROWS; i < marks.size(); i++) {
      Mark second = marks.get(i - 2 * ROWS); // the first seed loads classes and libraries
      assertThat(marks.get(i).liveMb())
          .as(marks.toString())
          .isLessThan(second.liveMb() + SLACK_LIVE);
    }
    assumeThat(marks.get(0).residentMb()).as("resident memory, in MB").isPositive();
    // The most of a seed, not cell by cell: the allocator gives memory back when it likes to.
    assertThat(most(marks.subList(3 * ROWS, 4 * ROWS)))
        .as(marks.toString())
        .isLessThan(most(marks.subList(ROWS, 2 * ROWS)) + SLACK_OUTSIDE);
  }

  private static long most(List<Mark> marks) {
    return marks.stream().mapToLong(Mark::residentMb).max().orElseThrow();
  }
}
