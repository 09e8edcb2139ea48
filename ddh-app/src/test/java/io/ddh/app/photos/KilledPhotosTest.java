package io.ddh.app.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.retrieval.index.CodeIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real kills of an indexing of photos, and its memory. */
class KilledPhotosTest {
  private static final int PHOTOS = 12 * 6 + 3;

  @TempDir Path folder;

  private Process start(List<String> jvm, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Djava.awt.headless=true", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(PhotoJobProcess.class.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .start();
  }

  private void finish(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("out.txt"))).isZero();
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0; // deleted just now
    }
  }

  @Test
  void aKilledCommandGoesOnToTheSameIndex() throws IOException, InterruptedException {
    Path photos = PhotoJobTest.album(folder.resolve("photos"));
    Path whole = folder.resolve("whole.ddhx");
    Path index = folder.resolve("killed.ddhx");
    finish(start(List.of(), photos, whole, 0, 1, 1000));
    Path part = PhotoJob.work(index);
    int killed = 0;
    for (long from : new long[] {8_000, 24_000}) { // of 38 kB
      Process process = start(List.of(), photos, index, 20, 1, 1000);
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      while (process.isAlive() && size(part) < from) {
        assertThat(System.nanoTime()).isLessThan(end);
        process.waitFor(2, TimeUnit.MILLISECONDS);
      }
      killed += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      assertThat(index).doesNotExist();
    }
    assertThat(killed).isEqualTo(2);
    finish(start(List.of(), photos, index, 0, 1, 1000));
    int read = Integer.parseInt(Files.readString(folder.resolve("read")));
    assertThat(read).isPositive().isLessThan(PHOTOS * 2 / 3);
    CodeIndex there = CodeIndex.open(index);
    CodeIndex undisturbed = CodeIndex.open(whole);
    assertThat(there.items().toList()).isEqualTo(undisturbed.items().toList()).isNotEmpty();
    assertThat(there.notes()).isEqualTo(undisturbed.notes());
    assertThat(Files.readString(PhotoLedger.file(index)))
        .isEqualTo(Files.readString(PhotoLedger.file(whole)));
    assertThat(part).doesNotExist();
  }

  /** 60,000 descriptions have 31 MB; the process has less for all of its work. */
  @Test
  void memoryDoesNotGrowWithTheFaces() throws IOException, InterruptedException {
    Path photos = PhotoJobTest.album(folder.resolve("photos"));
    Path index = folder.resolve("crowd.ddhx");
    finish(start(List.of("-Xmx28m"), photos, index, 0, 811, 1000));
    assertThat(CodeIndex.open(index).size()).isGreaterThan(60_000);
  }
}
