package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.array.IdxReader;
import io.ddh.data.read.array.MatReader;
import io.ddh.data.read.folder.FolderReader;
import io.ddh.data.read.folder.TrainTestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
    // That of the committed results.
    assertThat(data.digest())
        .isEqualTo("aed25a97c3303039566021f03dfea9a6a888172a026a2e635e0a4f0578e419c6");
  }

  @Test
  void orl() throws IOException {
    Dataset data = read(new FolderReader(), "orl", Map.of("channels", 1));
    assertThat(data.images().size()).isEqualTo(400);
    assertThat(data.images().identities()).hasSize(40);
  }

  /** LFW as it is handed out, with its list of pairs, in a folder and packed. */
  @Test
  void packed() throws IOException {
    Dataset folder = read(new FolderReader(), "orl", Map.of());
    Path orl = Path.of(System.getenv("DDH_DATA"), "orl");
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(orl)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        files.put("att_faces/" + orl.relativize(file), Files.readAllBytes(file));
      }
    }
    files.put("att_faces/pairs.txt", new byte[] {'1', '0'});
    for (Path archive :
        List.of(
            Tars.zip(work.resolve("orl.zip"), files),
            Tars.write(work.resolve("orl.tar"), files, false),
            Tars.write(work.resolve("orl.tar.gz"), files, true))) {
      Settings settings =
          Settings.of("d", new FolderReader().defaults(), Map.of("path", archive.toString()));
      Dataset packed = new FolderReader().read("d", settings, work, Progress.NONE);
      assertThat(packed.digest()).as(archive.toString()).isEqualTo(folder.digest());
    }
  }

  @Test
  void pie() throws IOException {
    Dataset data = read(new MatReader(), "pie/PIE_pose27.mat", Map.of());
    assertThat(data.images().size()).isEqualTo(2856);
    assertThat(data.images().identities()).hasSize(68);
    assertThat(data.digest())
        .isEqualTo("31332530712c630d4c2a31fe287415d120a2d1c98996fdfded8607ce174dc987");
  }

  @Test
  void mnist() throws IOException {
    Dataset data = read(new IdxReader(), "mnist", Map.of());
    assertThat(data.images().images().shape()).hasToString("28x28x1");
    assertThat(data.counts())
        .containsEntry("images.train", 60_000L)
        .containsEntry("images.test", 10_000L)
        .containsEntry("people", 10L);
    assertThat(data.digest()) // as in experiments.yaml
        .isEqualTo("85205af948598fb48fe86076b7c1de16407e0d8a959949018aaab9ba217df6f7");
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
