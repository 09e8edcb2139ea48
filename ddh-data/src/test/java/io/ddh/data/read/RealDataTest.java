package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ddh.data.Dataset;
import io.ddh.data.DatasetReader;
import io.ddh.data.Progress;
import io.ddh.data.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the real data sets where the environment variable DDH_DATA says they are. */
class RealDataTest {
  @TempDir Path work;

  private Dataset read(DatasetReader reader, String below, Map<String, Object> more)
      throws IOException {
    String root = System.getenv("DDH_DATA");
    assumeTrue(root != null, "DDH_DATA is not set: no real data to read");
    Path path = Path.of(root, below);
    assumeTrue(Files.exists(path), path + " is not there");
    Map<String, Object> given = new TreeMap<>(more);
    given.put("path", path.toString());
    return reader.read("real", Settings.of("data", reader.defaults(), given), work, Progress.NONE);
  }

  @Test
  void lfw10() throws IOException {
    Dataset data = read(new FolderReader(), "lfw10", Map.of("crop", 112));
    assertThat(data.images().size()).isEqualTo(4324);
    assertThat(data.images().identities()).hasSize(158).startsWith("Abdullah_Gul");
    assertThat(data.counts()).containsEntry("files.unreadable", 0L);
  }

  @Test
  void orl() throws IOException {
    Dataset data = read(new FolderReader(), "orl", Map.of("channels", 1));
    assertThat(data.images().size()).isEqualTo(400);
    assertThat(data.images().identities()).hasSize(40);
  }

  @Test
  void pie() throws IOException {
    Dataset data = read(new MatReader(), "pie/PIE_pose27.mat", Map.of());
    assertThat(data.images().size()).isEqualTo(2856);
    assertThat(data.images().identities()).hasSize(68);
  }

  @Test
  void mnist() throws IOException {
    Dataset data = read(new IdxReader(), "mnist", Map.of());
    assertThat(data.images().images().shape()).hasToString("28x28x1");
    assertThat(data.counts())
        .containsEntry("images.train", 60_000L)
        .containsEntry("images.test", 10_000L)
        .containsEntry("people", 10L);
  }

  @Test
  void cifarAsJpegInAnArchive() throws IOException {
    Dataset data = read(new TrainTestReader(), "cifar10/cifar10-jpeg75.zip", Map.of());
    assertThat(data.images().images().shape()).hasToString("32x32x3");
    assertThat(data.images().identities()).hasSize(10).startsWith("airplane").endsWith("truck");
    assertThat(data.counts())
        .containsEntry("images.train", 50_000L)
        .containsEntry("images.test", 10_000L);
  }
}
