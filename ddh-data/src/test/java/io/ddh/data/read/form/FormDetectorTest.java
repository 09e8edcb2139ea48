package io.ddh.data.read.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.Specificity;
import io.ddh.data.read.folder.FolderReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    assertThat(best.reason()).isEqualTo("2 folders with images in them, one per person");
    assertThat(found.whole()).isTrue();
    assertThat(found.reason()).isEmpty();
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
  void twoFormsThatFitEquallyAreNamed() throws IOException {
    Path both =
        folder(
            "data_batch_1.bin",
            "train-images-idx3-ubyte",
            "train-labels-idx1-ubyte",
            "t10k-images-idx3-ubyte");
    Detection found = FormDetector.detect(both);
    assertThat(found.best()).isEmpty();
    assertThat(found.fitting().stream().map(DetectedForm::form)).containsExactly("cifar", "idx");
    assertThat(found.reason())
        .isEqualTo(
            "several forms fit: cifar (data_batch_1.bin is there) and idx (train-images,"
                + " train-labels and t10k-images in MNIST's format); choose one with --form");
  }

  /** A reader of no form but the given match. */
  private record Own(String form, Specificity specificity, FormMatch match)
      implements DatasetReader {
    @Override
    public Map<String, Object> defaults() {
      return Map.of("path", "");
    }

    @Override
    public FormMatch recognize(Candidate candidate) throws IOException {
      if (match.reason().equals("thrown")) {
        throw new IOException("damaged head");
      }
      return match;
    }

    @Override
    public Dataset read(String name, Settings settings, Path work, Progress progress) {
      throw new UnsupportedOperationException();
    }
  }

  private static Detection detect(Path path, DatasetReader... own) {
    List<DatasetReader> readers = new ArrayList<>(List.of(own));
    readers.add(new FolderReader());
    return FormDetector.detect(path, readers);
  }

  @Test
  void theNarrowestOfAllReadersIsTaken() throws IOException {
    Path people = folder("a/1.jpg", "b/1.jpg");
    FormMatch fits = FormMatch.fits(Map.of("side", 8), "mine");
    DetectedForm best =
        detect(people, new Own("zz", Specificity.DATA_SET, fits)).best().orElseThrow();
    assertThat(best.form()).isEqualTo("zz");
    assertThat(best.settings()).isEqualTo(Map.of("path", people.toString(), "side", 8));
    assertThat(detect(people, new Own("zz", Specificity.DATA_SET, FormMatch.NO)).best())
        .hasValueSatisfying(form -> assertThat(form.form()).isEqualTo("folder"));
    Detection tie = detect(people, new Own("a", Specificity.ANY_FOLDER, fits));
    assertThat(tie.best()).isEmpty();
    assertThat(tie.reason()).startsWith("several forms fit: a (mine) and folder (2 folders");
  }

  @Test
  void whatIsNearOrDamagedIsTheReason() throws IOException {
    Path text = Files.writeString(temp.resolve("x.txt"), "mine, cut off");
    DatasetReader wide = new Own("a", Specificity.FOLDER_LAYOUT, FormMatch.near("no faces in it"));
    DatasetReader narrow = new Own("b", Specificity.DATA_SET, FormMatch.near("thrown"));
    assertThat(detect(text, wide).reason()).isEqualTo("no faces in it");
    assertThat(detect(text, wide, narrow).reason()).isEqualTo("damaged head");
    Path people = folder("a/1.jpg", "b/1.jpg");
    assertThat(detect(people, narrow).best().orElseThrow().form()).isEqualTo("folder");
  }

  private String reason(String name, byte[] content) throws IOException {
    Path file = Files.write(temp.resolve(name), content);
    Detection found = FormDetector.detect(file);
    assertThat(found.fitting()).as(name).isEmpty();
    return found.reason();
  }

  private String reason(String name, String content) throws IOException {
    return reason(name, content.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aZipWithAPasswordSaysSo() throws IOException {
    Path file = zip("a/1.jpg", "b/1.jpg");
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length - 8; i++) {
      boolean listed = bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1;
      bytes[i + 8] |= (byte) (listed && bytes[i + 3] == 2 ? 1 : 0);
    }
    Files.write(file, bytes);
    assertThatThrownBy(() -> FormDetector.detect(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("it is protected by a password; unpack it");
  }

  @Test
  void imagesAreFoundHoweverDeep() throws IOException {
    DetectedForm best =
        FormDetector.detect(folder("a/b/c/d/e/f/p/1/1.jpg", "a/b/c/d/e/f/q/1/1.jpg"))
            .best()
            .orElseThrow();
    assertThat(best.reason()).isEqualTo("2 folders with images in them, one per person");
  }

  /** The content decides what a file is, its name only where the content says nothing. */
  @Test
  void oneReasonForFilesOfOtherKinds() throws IOException {
    String[][] table = {
      {"x.bin", "MATLAB 5.0 MAT-file, …", "truncated in the header"},
      {"x.mat", "MATLAB 7.3 MAT-file, …", "-v7"},
      {"a.7z", "x", "judging by its name, a 7z archive; unpack it"},
      {"b.7z", "7z\u00bc\u00af'\u001c\0\4", "a 7z archive"},
      {"a.zip", "PK\5\6\0\0", "a ZIP archive without files"},
      {"a.z01", "PK\7\bPK\3\4", "a part of a split ZIP archive; join the parts"},
      {"b.zip", "\1\2\3\4\5\6", "the last part of a split one"},
      {"c.rar", "Rar!\u001a\u0007\1\0", "a RAR archive"},
      {"d.tar.bz2", "BZh91AY&SY", "bzip2"},
      {"e.tar.zst", "(\u00b5/\u00fd\4", "Zstandard"},
      {"f.h5", "\u0089HDF\r\n\u001a\n", "HDF5"},
      {"g.mat", "<!DOCTYPE html><html>", "the download failed"},
      {"h.zip", "  <html lang=en>", "the download failed"},
      {"i.tgz", "<?xml version='1.0'?><Error><Code>AccessDenied", "the download failed"},
      {"j.zip", "version https://git-lfs.github.com/spec/v1\noid sha256:", "git lfs pull"},
      {"k.parquet", "PAR1\u0015\4", "Parquet"},
      {"l.safetensors", "\u0010\0\0\0\0\0\0\0{\"w\":{}}", "weights"},
      {"m.pkl", "\u0080\4\u0095\1\0", "pickle; save its images and labels with numpy.savez"},
      {"n.mp4", "\0\0\0 ftypisom", "extract its frames"},
      {"o.mkv", "\u001aE\u00df\u00a3", "extract its frames"},
      {"p.csv", "emotion,pixels,Usage\n0,70 80 82", "a CSV of pixels"},
      {"q.jpg", "\u00ff\u00d8\u00ff\u00e0", "one image"},
      {"r.ddhm", "DDHM\0\0", "a model written by 'ddh train'"},
      {"s.txt", "hello world", "a text, \"hello world\""},
      {"t.mat", "\1\2\3\4\5\6", "judging by its name, a MATLAB file"},
      {"u.tfrecord", "\u0010\0\0\0\0\0\0\0\1\2", "TensorFlow records"},
      {"v.npz", "", "an empty file"},
      {"w.gz", "\u001f\u008b\b\0\0", "holds no tar archive"},
      {"x-ubyte", "\0\0\b\3\0\0", "all four"},
      {"y.faiss", "IBxF", "FAISS"},
    };
    for (String[] row : table) {
      assertThat(reason(row[0], row[1]))
          .as(row[0])
          .contains(row[2])
          .doesNotContain("null", "java", "Exception")
          .hasSizeLessThan(200)
          .hasLineCount(1);
    }
  }

  @Test
  void oneReasonForFoldersAndArchives() throws IOException {
    assertThat(FormDetector.detect(folder("1.jpg", "2.txt")).reason())
        .contains("1 images, but none in a person folder");
    assertThat(FormDetector.detect(folder("a/1.mp4", "b/2.mp4")).reason())
        .contains("2 .mp4: a video; extract its frames");
    assertThat(FormDetector.detect(folder("lfw.tgz")).reason())
        .contains("but lfw.tgz; give that file as the path");
    assertThat(FormDetector.detect(zip("x/faces.zip")).reason()).contains("unpack it first");
    assertThat(FormDetector.detect(folder("data.mdb", "lock.mdb")).reason()).contains("LMDB");
    assertThat(FormDetector.detect(folder("train-00.tfrecord")).reason()).contains("TensorFlow");
    assertThat(FormDetector.detect(zip("archive/data.pkl", "archive/data/0")).reason())
        .contains("PyTorch");
    assertThat(FormDetector.detect(folder("a/x.txt", "a/y.txt", "b/z.csv")).reason())
        .contains("found 2 .txt, 1 .csv");
    assertThat(FormDetector.detect(folder("train-images-idx3-ubyte")).reason())
        .contains("no train-labels");
    assertThat(FormDetector.detect(zip("images.npy")).reason()).contains("a single array");
    assertThat(FormDetector.detect(Files.createDirectory(temp.resolve("nothing"))).reason())
        .contains("an empty folder");
  }

  @Test
  void nothingThatFits() throws IOException {
    assertThat(FormDetector.detect(folder("1.jpg", "2.txt")).best()).isEmpty();
    assertThat(FormDetector.detect(Files.createDirectory(temp.resolve("empty"))).best()).isEmpty();
    assertThat(forms(Files.write(temp.resolve("none"), new byte[0]))).isEmpty();
    Path bad = Files.writeString(temp.resolve("bad.zip"), "PK\3\4 no", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> FormDetector.detect(bad))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("bad.zip: can't be read as a ZIP archive");
    assertThatThrownBy(() -> FormDetector.detect(temp.resolve("gone")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("gone: no such file or folder");
    Files.createDirectory(temp.resolve("LFW_10"));
    assertThatThrownBy(() -> FormDetector.detect(temp.resolve("lfw-10/a")))
        .hasMessageContaining("lfw-10")
        .hasMessageContaining("did you mean 'LFW_10'?");
  }
}
