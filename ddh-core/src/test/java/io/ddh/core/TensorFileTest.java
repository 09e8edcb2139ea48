package io.ddh.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {
  @TempDir Path folder;

  private Path write(int n) throws IOException {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = i * 0.5f;
    }
    Path file = folder.resolve("own/deep/t.bin");
    new TensorFile("hasher/x", Map.of("k", "värde"), Map.of("w", values, "none", new float[0]))
        .write(file);
    return file;
  }

  @Test
  void comesBackEqual() throws IOException {
    for (int n : new int[] {0, 1, 65_536, 65_537}) { // around the buffer's size
      TensorFile read = TensorFile.read(write(n), "hasher/x");
      assertThat(read.text("k")).isEqualTo("värde");
      assertThat(read.array("w")).hasSize(n);
      for (int i = 0; i < n; i++) {
        assertThat(read.array("w")[i] == i * 0.5f).isTrue();
      }
      assertThat(read.array("none")).isEmpty();
      assertThatThrownBy(() -> read.array("v")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void everyTruncationAndFlippedByteIsRefused() throws IOException {
    Path file = write(5);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused(file);
    }
    for (int at = 0; at < whole.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) (1 << bit);
        Files.write(file, damaged);
        refused(file);
      }
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    refused(file);
  }

  private static void refused(Path file) {
    assertThatThrownBy(() -> TensorFile.read(file, "hasher/x"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("t.bin");
  }

  @Test
  void otherKind() throws IOException {
    Path file = write(1);
    assertThatThrownBy(() -> TensorFile.read(file, "hasher/y"))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("holds 'hasher/x', expected 'hasher/y'");
  }

  @Test
  void failedWriteLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, out -> out.write('x'));
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write('y');
                      throw new IOException("full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("full");
    assertThat(file).hasContent("x");
    AtomicFile.write(file, out -> out.write('z'));
    assertThat(file).hasContent("z");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
