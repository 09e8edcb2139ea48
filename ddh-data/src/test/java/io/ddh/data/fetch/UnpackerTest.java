package io.ddh.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackerTest {
  @TempDir Path folder;

  private List<RemoteFile> archive() throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("a.zip"));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : List.of("set/one.bin", "set/two.bin", "set/other.txt")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(FileServer.text(name));
      }
    }
    return List.of(
        new RemoteFile(
            "a.zip",
            List.of(URI.create("http://localhost/a.zip")),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void onlyRequestedFilesAreWrittenAndOnlyOnce() throws IOException {
    List<RemoteFile> archives = archive();
    Path one = folder.resolve("one.bin");
    Path two = folder.resolve("two.bin");
    Files.writeString(two, "mine");
    List<String> names = List.of("one.bin", "two.bin");
    assertThat(Unpacker.unpack(archives, names, folder)).containsExactly(one);
    assertThat(one).hasContent("set/one.bin");
    assertThat(two).hasContent("mine");
    assertThat(folder.resolve("other.txt")).doesNotExist();
    assertThat(Unpacker.unpack(archives, names, folder)).isEmpty();
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    List<RemoteFile> archives = archive();
    assertThatThrownBy(() -> Unpacker.unpack(archives, List.of("three.bin"), folder))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no file 'three.bin' in the archives");
    assertThatThrownBy(() -> Unpacker.unpack(archives, List.of("../one.bin"), folder))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
