package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.array.CifarReader;
import io.ddh.data.read.form.FormDetector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarReaderTest {
  private static final int RECORD = 3073;
  private static final String NAMES =
      "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n";

  /** Stands for no file at all. */
  private static final byte[] GONE = {};

  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = Files.createDirectory(root.resolve("cifar-10-batches-bin"));
    for (int b = 1; b <= 5; b++) {
      Files.write(folder.resolve("data_batch_" + b + ".bin"), batch(b, b));
    }
    Files.write(folder.resolve("test_batch.bin"), batch(2, 6));
    Files.writeString(folder.resolve("batches.meta.txt"), NAMES);
  }

  /** n records of noise; record i of batch s has label (i + s) mod 10. */
  private static byte[] batch(int n, int s) {
    byte[] out = new byte[n * RECORD];
    new Random(s).nextBytes(out);
    for (int i = 0; i < n; i++) {
      out[i * RECORD] = (byte) ((i + s) % 10);
    }
    return out;
  }

  private Dataset read(Path path, Map<String, ?> more) throws IOException {
    Map<String, Object> given = new TreeMap<>(more);
    given.put("path", path.toString());
    CifarReader reader = new CifarReader();
    Settings settings = Settings.of("datasets.d", reader.defaults(), given);
    return reader.read("d", settings, root.resolve("work"), Progress.NONE);
  }

  @Test
  void planesBecomePixels() throws IOException {
    Dataset data = read(root, Map.of());
    Images images = data.images().images();
    assertThat(images.shape()).hasToString("32x32x3");
    assertThat(data.images().identities()).startsWith("airplane").hasSize(10).endsWith("truck");
    assertThat(data.images().labels())
        .containsExactly(1, 2, 3, 3, 4, 5, 4, 5, 6, 7, 5, 6, 7, 8, 9, 6, 7);
    assertThat(data.images().given().orElseThrow().query()).containsExactly(15, 16);
    assertThat(data.counts())
        .isEqualTo(Map.of("images", 17L, "people", 10L, "images.train", 15L, "images.test", 2L));
    byte[] third = batch(3, 3); // images 3 to 5
    byte[] test = batch(2, 6); // images 15 and 16
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        for (int c = 0; c < 3; c++) {
          int at = (y * 32 + x) * 3 + c;
          int stored = 1 + c * 1024 + y * 32 + x;
          assertThat(images.pixels()[4 * 3072 + at]).isEqualTo(third[RECORD + stored]);
          assertThat(images.pixels()[16 * 3072 + at]).isEqualTo(test[RECORD + stored]);
        }
      }
    }
    assertThat(read(folder, Map.of()).digest()).isEqualTo(data.digest());
  }

  @Test
  void eachMistakeIsOneLine() throws IOException {
    refused("no test_batch.bin; expected the binary version", "test_batch.bin", GONE);
    refused("no batches.meta.txt", "batches.meta.txt", GONE);
    refused(
        "must hold 10 different class names, found [cat, dog]",
        "batches.meta.txt",
        "cat\ndog\n".getBytes(StandardCharsets.US_ASCII));
    refused(
        "found [cat", "batches.meta.txt", "cat\n".repeat(10).getBytes(StandardCharsets.US_ASCII));
    byte[] good = batch(3, 3);
    refused(
        "data_batch_3.bin: 9218 bytes; must be one or more complete records of 3073 bytes, found 2"
            + " and 3072 more bytes",
        "data_batch_3.bin",
        Arrays.copyOf(good, good.length - 1));
    refused("found 3 and 1 more bytes", "data_batch_3.bin", Arrays.copyOf(good, good.length + 1));
    refused("0 bytes; must be one or more complete records", "data_batch_3.bin", new byte[0]);
    good[2 * RECORD] = 10;
    refused("data_batch_3.bin: label of image 2 is 10, must be 0 to 9", "data_batch_3.bin", good);
    good[2 * RECORD] = -1;
    refused("label of image 2 is 255", "data_batch_3.bin", good);
    assertThatThrownBy(() -> read(root.resolve("no"), Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no such file or folder");
    assertThatThrownBy(() -> read(root, Map.of("train-images", 50000, "test-images", 10000)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("15 images, but the setting 'datasets.d.train-images' is 50000");
  }

  /** With the content in place of a file's, or without the file; puts it back. */
  private void refused(String message, String file, byte[] content) throws IOException {
    Path path = folder.resolve(file);
    byte[] before = Files.readAllBytes(path);
    if (content == GONE) {
      Files.delete(path);
    } else {
      Files.write(path, content);
    }
    assertThatThrownBy(() -> read(root, Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(folder.toString())
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    Files.write(path, before);
  }

  /** A batch as Python 2's cPickle writes it, protocol 2, of two images. */
  private static byte[] python2(String labelsName, int first) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head =
        "\u0080\2}q\1(U"
            + (char) labelsName.length()
            + labelsName
            + "q\2]q\3(K"
            + (char) first
            + "K\0eU\4dataq\4cnumpy.core.multiarray\n"
            + "_reconstruct\n"
            + "q\5cnumpy\n"
            + "ndarray\n"
            + "q\6K\0\u0085U\1b\u0087Rq\7(K\1K\2M\0\f\u0086cnumpy\n"
            + "dtype\n"
            + "q\bU\2u1K\0K\1\u0087Rq"
            + "\t(K\3U\1|NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tb\u0089T\0\u0018\0\0";
    out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    for (int i = 0; i < 2 * 3072; i++) {
      out.write(i / 1024 * 10 + first); // a plane has one value
    }
    out.writeBytes("tbu.".getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private Dataset readPath(Path path) throws IOException {
    CifarReader reader = new CifarReader();
    Map<String, Object> given = Map.of("path", path.toString());
    return reader.read("c", Settings.of("data", reader.defaults(), given), root, Progress.NONE);
  }

  @Test
  void pythonBatches() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 1; i <= 5; i++) {
      files.put("cifar-10-batches-py/data_batch_" + i, python2("labels", i));
    }
    files.put("cifar-10-batches-py/test_batch", python2("labels", 9));
    Path tgz = Tars.write(root.resolve("cifar-10-python.tar.gz"), files, true);
    Dataset data = readPath(tgz);
    assertThat(data.images().labels()).containsExactly(1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 9, 0);
    assertThat(data.counts()).containsEntry("images.train", 10L).containsEntry("images.test", 2L);
    // Image 0: planes 1, 11, 21; image 1: planes 31, 41, 51.
    assertThat(Arrays.copyOf(data.images().images().pixels(), 4)).containsExactly(1, 11, 21, 1);
    assertThat(data.images().images().pixels()[3072]).isEqualTo((byte) 31);
    assertThat(FormDetector.detect(tgz).best().orElseThrow().form()).isEqualTo("cifar");
    files.remove("cifar-10-batches-py/data_batch_4");
    Path less = Tars.write(root.resolve("less.tar"), files, false);
    assertThatThrownBy(() -> readPath(less))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no data_batch_4");
    Map<String, byte[]> hundred = new LinkedHashMap<>();
    hundred.put("train", python2("fine_labels", 42));
    hundred.put("test", python2("fine_labels", 7));
    hundred.put("meta", "\u0080\2}q\1.".getBytes(StandardCharsets.ISO_8859_1));
    Path zip = Tars.zip(root.resolve("cifar-100.zip"), hundred);
    assertThatThrownBy(() -> readPath(zip))
        .hasMessageContaining("must hold 43 different class names");
  }
}
