package io.ddh.data.read.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.data.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormDetectorTest {
  @TempDir Path temp;

  private Path folder(String... names) throws IOException {
    Path root = Files.createTempDirectory(temp, "set");
    for (String name : names) {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[] {1});
    }
    return root;
  }

  private Path zip(String... names) throws IOException {
    Path file = Files.createTempFile(temp, "set", ".zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(1);
        out.closeEntry();
      }
    }
    return file;
  }

  private static List<String> forms(Path path) {
    return FormDetector.detect(path).fitting().stream().map(DetectedForm::form).toList();
  }

  @Test
  void foldersOfPeople() throws IOException {
    Path root = folder("a/1.jpg", "a/2.jpg", "b/video/3.PNG", "pairs.txt", ".git/c/1.jpg");
    Detection found = FormDetector.detect(root);
    DetectedForm best = found.best().orElseThrow();
    assertThat(best.form()).isEqualTo("folder");
    assertThat(best.settings()).isEqualTo(Map.of("path", root.toString()));
    assertThat(best.reason()).isEqualTo("2 folders with images in them, one a person");
    assertThat(found.whole()).isTrue();
    assertThat(found.others()).extracting(OtherForm::form).contains("mat", "idx", "train-test");
    assertThat(forms(zip("lfw/a/1.jpg", "lfw/b/1.jpg", "__MACOSX/a/._1.jpg"))).contains("folder");
  }

  @Test
  void dividedSets() throws IOException {
    assertThat(forms(folder("train/cat/1.png", "test/cat/1.png"))).startsWith("train-test");
    assertThat(forms(zip("set/train/cat/1.png", "set/test/cat/1.png"))).startsWith("train-test");
    assertThat(
            forms(
                folder(
                    "train-images-idx3-ubyte.gz",
                    "train-labels.idx1-ubyte",
                    "t10k-images-idx3-ubyte")))
        .containsExactly("idx");
    assertThat(forms(folder("cifar-10-batches-bin/data_batch_1.bin"))).containsExactly("cifar");
  }

  @Test
  void matFiles() throws IOException {
    Path file = temp.resolve("x.bin"); // the content decides
    Files.writeString(file, "MATLAB 5.0 MAT-file, …", StandardCharsets.UTF_8);
    assertThat(FormDetector.detect(file).others())
        .contains(new OtherForm("mat", "truncated in the header"));
    Files.writeString(file, "MATLAB 7.3 MAT-file, …", StandardCharsets.UTF_8);
    assertThat(FormDetector.detect(file).others())
        .contains(new OtherForm("mat", "MATLAB 7.3 (HDF5); save it with -v7 or -v6 instead"));
  }

  @Test
  void nothingThatFits() throws IOException {
    assertThat(FormDetector.detect(folder("1.jpg", "2.txt")).best()).isEmpty();
    assertThat(FormDetector.detect(Files.createDirectory(temp.resolve("empty"))).best()).isEmpty();
    assertThat(forms(Files.write(temp.resolve("none"), new byte[0]))).isEmpty();
    Path bad = Files.writeString(temp.resolve("bad.zip"), "PK\3\4 no", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> FormDetector.detect(bad))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("bad.zip: not a ZIP archive that can be read");
    assertThatThrownBy(() -> FormDetector.detect(temp.resolve("gone")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("gone: no such file or folder");
  }
}
