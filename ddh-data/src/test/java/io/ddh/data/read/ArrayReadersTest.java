package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.array.DdhReleaseReader;
import io.ddh.data.read.array.NumpyReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NumPy's files and the pickles of the DDH authors as data sets. */
class ArrayReadersTest {
  @TempDir Path temp;

  private Dataset read(DatasetReader reader, Path path, Map<String, Object> more)
      throws IOException {
    Map<String, Object> given = new TreeMap<>(more);
    given.put("path", path.toString());
    return reader.read(
        "d",
        Settings.of("datasets.d", reader.defaults(), given),
        temp.resolve("work"),
        Progress.NONE);
  }

  private static byte[] npy(String shape, int... values) {
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + "), }\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.writeBytes(new byte[] {(byte) header.length(), 0});
    out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    for (int value : values) {
      out.write(value);
    }
    return out.toByteArray();
  }

  private Path npz(Object... parts) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i += 2) {
      files.put(parts[i] + ".npy", (byte[]) parts[i + 1]);
    }
    return Tars.zip(temp.resolve("x.npz"), files);
  }

  /** One image of 1×2 pixels, (1, 2, 3) and (4, 5, 6), in every form. */
  @Test
  void layouts() throws IOException {
    byte[] labels = npy("1,", 7);
    byte[] planes = npy("1, 3, 1, 2", 1, 4, 2, 5, 3, 6);
    byte[] pixels = npy("1, 1, 2, 3", 1, 2, 3, 4, 5, 6);
    for (byte[] images : List.of(planes, pixels)) {
      Dataset data = read(new NumpyReader(), npz("x", images, "y", labels), Map.of());
      assertThat(data.images().images().shape()).hasToString("1x2x3");
      assertThat(data.images().images().pixels()).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(data.images().identities()).containsExactly("7");
      assertThat(data.images().given()).isEmpty();
    }
    byte[] grey = npy("1, 1, 2", 1, 4);
    assertThat(
            read(new NumpyReader(), npz("images", grey, "target", labels), Map.of())
                .images()
                .images()
                .pixels())
        .containsExactly(1, 1, 1, 4, 4, 4);
    byte[] rows = npy("1, 12", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(
            read(new NumpyReader(), npz("arr_0", rows, "arr_1", labels), Map.of())
                .images()
                .images()
                .pixels())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(
            read(
                    new NumpyReader(),
                    npz("f", rows, "l", labels),
                    Map.of("layout", "planes", "images", "f", "labels", "l"))
                .images()
                .images()
                .pixels())
        .containsExactly(1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12);
    // One channel first and last: both would do, and both say the same.
    byte[] one = npy("1, 1, 2, 1", 1, 4);
    assertThat(
            read(new NumpyReader(), npz("x", one, "y", labels), Map.of("channels", 1))
                .images()
                .images()
                .shape())
        .hasToString("1x2x1");
  }

  @Test
  void dividedSetsKeepTheirSplit() throws IOException {
    Path file =
        npz(
            "x_train",
            npy("2, 1, 1", 10, 20),
            "y_train",
            npy("2,", 5, 3),
            "x_test",
            npy("1, 1, 1", 30),
            "y_test",
            npy("1,", 3));
    Dataset data = read(new NumpyReader(), file, Map.of("channels", 1, "test-images", 1));
    assertThat(data.images().images().pixels()).containsExactly(10, 20, 30);
    assertThat(data.images().labels()).containsExactly(1, 0, 0);
    assertThat(data.images().given().orElseThrow().query()).containsExactly(2);
    assertThatThrownBy(() -> read(new NumpyReader(), file, Map.of("train-images", 9)))
        .hasMessageContaining("2 images, but the setting 'datasets.d.train-images' is 9");
  }

  @Test
  void arraysThatAreNotReadAreNamed() throws IOException {
    byte[] x = npy("1, 1, 1", 10);
    byte[] y = npy("1,", 5);
    Path three = npz("x_train", x, "y_train", y, "x_test", x, "y_test", y, "x_val", x, "y_val", y);
    assertThat(read(new NumpyReader(), three, Map.of()).notes())
        .contains("read x_train, y_train, x_test, y_test; ignored: x_val, y_val");
    assertThat(read(new NumpyReader(), npz("x", x, "y", y, "names", y), Map.of()).notes())
        .contains("read x, y; ignored: names");
    assertThat(read(new NumpyReader(), npz("x", x, "y", y), Map.of()).notes())
        .noneMatch(note -> note.contains("not read"));
  }

  @Test
  void badArrays() throws IOException {
    byte[] labels = npy("1,", 7);
    refused(npz("x", npy("1, 2", 1, 2), "y", labels), "x has shape 1x2; images must be");
    refused(npz("x", npy("2, 1, 1", 1, 2), "y", labels), "2 images in x, but 1 labels in y");
    refused(npz("x", npy("1, 2, 1, 2", 1, 2, 3, 4), "y", labels), "x has shape 1x2x1x2");
    refused(npz("x", npy("1, 2, 1, 2", 1, 2, 3, 4), "y", labels), "(C is 1 or 3)");
    refused(npz("a", labels, "b", labels), "no array named images, x");
    refused(npz("x", npy("0, 1, 1"), "y", npy("0,")), "so it is empty");
    refused(npz("x", npy("1, 1, 1", 1, 2), "y", labels), "trailing bytes");
    refused(npz("x", NumpyFiles.bytes("npy-text"), "y", labels), "images must be numbers");
    refused(npz("x", new byte[0], "y", labels), "array x: not a NumPy file");
    Path npy = Files.write(temp.resolve("i.npy"), npy("1, 1, 1", 1));
    refused(npy, "datasets.d.labels: must name the npy file with the labels");
  }

  private void refused(Path file, String reason) {
    assertThatThrownBy(() -> read(new NumpyReader(), file, Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  private Path release(String train, String test) throws IOException {
    Path root = Files.createTempDirectory(temp, "release");
    TestImages.write(root.resolve("facescrub_train_set/b"), NumpyFiles.bytes(train));
    TestImages.write(root.resolve("facescrub_train_set/a"), NumpyFiles.bytes("python2-u1-2"));
    TestImages.write(root.resolve("facescrub_test_set/1.pkl"), NumpyFiles.bytes(test));
    return root;
  }

  @Test
  void theAuthorsPickles() throws IOException {
    Dataset data = read(new DdhReleaseReader(), release("python2-f4-0", "python2-u1-1"), Map.of());
    assertThat(data.images().images().shape()).hasToString("2x2x3");
    assertThat(data.counts()).containsEntry("images.train", 9L).containsEntry("images.test", 5L);
    assertThat(data.images().identities()).containsExactly("0", "1", "2");
    assertThat(data.images().labels()).containsExactly(0, 1, 2, 0, 1, 0, 1, 2, 0, 0, 1, 2, 0, 1);
    // Planes of four values: pixel 0 of image 0 is 0, 4, 8; a comes before b.
    assertThat(data.images().images().select(new int[] {0}).pixels())
        .containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
    assertThat(data.images().images().select(new int[] {5}).pixels()[0]).isEqualTo((byte) 200);
    Dataset other = read(new DdhReleaseReader(), release("python2-f4-2", "python3-f8-3"), Map.of());
    assertThat(other.digest()).isEqualTo(data.digest());
  }

  @Test
  void theAuthorsPicklesPacked() throws IOException {
    Path root = Files.createTempDirectory(temp, "packed");
    Tars.write(
        root.resolve("train.tar.gz"), Map.of("set/a", NumpyFiles.bytes("python2-u1-2")), true);
    Tars.zip(root.resolve("test.zip"), Map.of("set/a", NumpyFiles.bytes("python2-u1-0")));
    Dataset data = read(new DdhReleaseReader(), root, Map.of());
    assertThat(data.counts()).containsEntry("images.train", 5L).containsEntry("images.test", 5L);
  }

  @Test
  void badReleases() throws IOException {
    Path root = release("npy-u1", "python2-u1-1");
    assertThatThrownBy(() -> read(new DdhReleaseReader(), root, Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("facescrub_train_set/b: damaged pickle");
    Files.writeString(root.resolve("facescrub_train_set/b"), "cos\nsystem\n(S'id'\ntR.");
    assertThatThrownBy(() -> read(new DdhReleaseReader(), root, Map.of()))
        .hasMessageContaining("contains 'os.system': refused, only NumPy arrays are read");
    Files.createDirectory(root.resolve("old_train"));
    assertThatThrownBy(() -> read(new DdhReleaseReader(), root, Map.of()))
        .hasMessageContaining("2 files or folders with 'train' in the name");
    assertThatThrownBy(() -> read(new DdhReleaseReader(), root, Map.of("train", "old_train")))
        .hasMessageContaining("old_train: no files");
  }

  @Test
  void oneHotLabels() throws IOException {
    byte[] x = npy("3, 1, 1", 100, 150, 200);
    for (byte[] y : List.of(npy("3, 2", 0, 1, 1, 0, 0, 1), npy("2, 3", 0, 1, 0, 1, 0, 1))) {
      Dataset data = read(new NumpyReader(), npz("x", x, "y", y), Map.of());
      assertThat(data.images().labels()).containsExactly(1, 0, 1);
      assertThat(String.join("", data.notes())).contains("one-hot");
    }
    Dataset column = read(new NumpyReader(), npz("x", x, "y", npy("3, 1", 7, 5, 7)), Map.of());
    assertThat(column.images().identities()).containsExactly("5", "7");
    assertThat(column.notes()).isEmpty();
    refused(
        npz("x", x, "y", npy("3, 2", 0, 1, 1, 1, 0, 1)),
        "y has shape 3x2, but is not one-hot: image 1");
    refused(npz("x", x, "y", npy("3, 2", 0, 1, 0, 0, 0, 1)), "image 1 has no 1");
    refused(npz("x", x, "y", npy("3, 2", 0, 1, 2, 0, 0, 1)), "image 1 holds 2.0");
    refused(
        npz("x", x, "y", npy("4, 2", 0, 1, 1, 0, 0, 1, 0, 1)),
        "y has shape 4x2; valid: one label per");
  }
}
