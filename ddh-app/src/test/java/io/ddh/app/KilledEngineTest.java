package io.ddh.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.app.model.Albums;
import io.ddh.app.model.HashModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real kills: {@code ddh train} and {@code ddh hash} go on and come to the same end. */
class KilledEngineTest {
  @TempDir Path folder;

  private Process start(String... arguments) throws IOException {
    return new ProcessBuilder(ChildRun.command(List.of(arguments)))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .start();
  }

  private void finish(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("out.txt"))).isZero();
  }

  /** Kills once something holds; returns whether it was killed before it ended. */
  private boolean kill(BooleanSupplier when, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(arguments);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (process.isAlive() && !when.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      process.waitFor(2, TimeUnit.MILLISECONDS);
    }
    boolean alive = process.isAlive();
    process.destroyForcibly().waitFor();
    return alive;
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0; // moved just now
    }
  }

  /** A complete saved state of training, not one that is still being written. */
  private static boolean hasState(Path unfinished) {
    if (!Files.exists(unfinished)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(unfinished)) {
      return files.anyMatch(file -> file.toString().endsWith(".ddh"));
    } catch (IOException | UncheckedIOException e) {
      return false; // a file came or went just now
    }
  }

  @Test
  void aKilledHashGoesOnToTheSameBytes() throws IOException, InterruptedException {
    Path album = Albums.write(folder.resolve("album"), 6, 7);
    byte[] image = Albums.image(1, 1);
    for (int i = 0; i < 3000; i++) { // the same image, to be quick in making it
      Albums.put(album.resolve("many").resolve(String.format(Locale.ROOT, "%05d.png", i)), image);
    }
    finish("train", "album", "-o", "m.ddhm", "--method=lsh", "--bits=24", "--set=size=16");
    finish("hash", "m.ddhm", "album", "-o", "whole.ddhc");
    byte[] whole = Files.readAllBytes(folder.resolve("whole.ddhc"));
    Path part = folder.resolve("c.ddhc.part");
    int killed = 0;
    for (int k = 1; k <= 2; k++) {
      long from = (long) whole.length * k / 4;
      killed += kill(() -> size(part) > from, "hash", "m.ddhm", "album", "-o", "c.ddhc") ? 1 : 0;
    }
    assertThat(killed).isPositive();
    finish("hash", "m.ddhm", "album", "-o", "c.ddhc");
    assertThat(Files.readAllBytes(folder.resolve("c.ddhc"))).isEqualTo(whole);
    assertThat(part).doesNotExist();
  }

  @Test
  void aKilledTrainingGoesOnToTheSameWeights() throws IOException, InterruptedException {
    Albums.write(folder.resolve("album"), 3, 12);
    String[] train = {
      "train",
      "album",
      "-o",
      "m.ddhm",
      "--method=ddh",
      "--bits=12",
      "--set=size=28",
      "--set=channels=1",
      "--set=ddh.epochs=12",
      "--set=ddh.batch=8",
      "--hold-out=2"
    };
    finish(train);
    byte[] whole = Files.readAllBytes(folder.resolve("m.ddhm"));
    HashModel undisturbed = HashModel.read(folder.resolve("m.ddhm"));
    Files.delete(folder.resolve("m.ddhm"));
    Path unfinished = folder.resolve("work/album/unfinished");
    assertThat(unfinished).doesNotExist();
    assertThat(kill(() -> hasState(unfinished), train)).isTrue();
    assertThat(folder.resolve("m.ddhm")).doesNotExist();
    finish(train);
    HashModel gone = HashModel.read(folder.resolve("m.ddhm"));
    byte[] image = Albums.image(2, 77);
    assertThat(gone.encode(gone.prepare(image, "p")))
        .isEqualTo(undisturbed.encode(undisturbed.prepare(image, "p")));
    // The weights are the end of the file; the card before them has other times.
    byte[] again = Files.readAllBytes(folder.resolve("m.ddhm"));
    int weights = whole.length * 4 / 5;
    assertThat(Arrays.copyOfRange(again, again.length - weights, again.length))
        .isEqualTo(Arrays.copyOfRange(whole, whole.length - weights, whole.length));
    assertThat(gone.card().provenance().get("seconds").toString()).contains("earlier");
    assertThat(unfinished).doesNotExist();
  }
}
