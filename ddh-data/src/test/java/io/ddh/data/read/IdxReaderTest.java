package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.GivenSplit;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.array.IdxReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReaderTest {
  private static final int N = 7;
  private static final int M = 3;

  @TempDir Path folder;

  private final byte[] trainPixels = random(N * 5 * 4, 1);
  private final byte[] testPixels = random(M * 5 * 4, 2);
  private final byte[] trainLabels = {0, 9, 3, 3, 0, 9, 3};
  private final byte[] testLabels = {9, 0, 4};

  private static byte[] random(int n, long seed) {
    byte[] out = new byte[n];
    new Random(seed).nextBytes(out);
    return out;
  }

  private static byte[] idx(int magic, byte[] values, int... sizes) {
    ByteBuffer out = ByteBuffer.allocate(4 + 4 * sizes.length + values.length).putInt(magic);
    Arrays.stream(sizes).forEach(out::putInt);
    return out.put(values).array();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  @BeforeEach
  void write() throws IOException {
    put("train-images-idx3-ubyte", idx(0x803, trainPixels, N, 5, 4));
    put("train-labels-idx1-ubyte", idx(0x801, trainLabels, N));
    put("t10k-images-idx3-ubyte", idx(0x803, testPixels, M, 5, 4));
    put("t10k-labels-idx1-ubyte", idx(0x801, testLabels, M));
  }

  private void put(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private Dataset read(Map<String, ?> more) throws IOException {
    Map<String, Object> given = new TreeMap<>(more);
    given.putIfAbsent("path", folder.toString());
    IdxReader reader = new IdxReader();
    Settings settings = Settings.of("datasets.d", reader.defaults(), given);
    return reader.read("d", settings, folder.resolve("work"), Progress.NONE);
  }

  @Test
  void imagesLabelsSplitAndCounts() throws IOException {
    Dataset data = read(Map.of());
    assertThat(data.images().images().shape()).hasToString("5x4x1");
    byte[] all = Arrays.copyOf(trainPixels, (N + M) * 20);
    System.arraycopy(testPixels, 0, all, N * 20, M * 20);
    assertThat(data.images().images().pixels()).isEqualTo(all);
    assertThat(data.images().identities()).containsExactly("0", "3", "4", "9");
    assertThat(data.images().labels()).containsExactly(0, 3, 1, 1, 0, 3, 1, 3, 0, 2);
    GivenSplit given = data.images().given().orElseThrow();
    assertThat(given.train()).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(given.query()).containsExactly(7, 8, 9);
    assertThat(data.counts())
        .isEqualTo(Map.of("images", 10L, "people", 4L, "images.train", 7L, "images.test", 3L));
    assertThat(data.synthetic()).isFalse();
    assertThat(data.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-gz", ".", ".gz"})
  void otherNamesAndGzipAreTheSameData(String kind) throws IOException {
    String digest = read(Map.of()).digest();
    for (String part : new String[] {"train", "t10k"}) {
      for (String type : new String[] {"images-idx3", "labels-idx1"}) {
        Path plain = folder.resolve(part + "-" + type + "-ubyte");
        String between = kind.startsWith(".") ? type.replace('-', '.') : type;
        String end = kind.endsWith("gz") ? ".gz" : "";
        byte[] content = Files.readAllBytes(plain);
        Files.delete(plain);
        put(part + "-" + between + "-ubyte" + end, end.isEmpty() ? content : gzip(content));
      }
    }
    assertThat(read(Map.of()).digest()).isEqualTo(digest);
  }

  @Test
  void gzipIsSeenByContent() throws IOException {
    String digest = read(Map.of()).digest();
    put("t10k-images-idx3-ubyte", gzip(idx(0x803, testPixels, M, 5, 4)));
    assertThat(read(Map.of()).digest()).isEqualTo(digest);
  }

  @Test
  void whatTheSettingsSayIsChecked() throws IOException {
    String digest = read(Map.of()).digest();
    Dataset data =
        read(Map.of("train-images", 7, "test-images", 3, "digest", digest, "note", "a copy"));
    assertThat(data.notes()).containsExactly("a copy");
    refused(Map.of("train-images", 8), "7 images, but the setting 'datasets.d.train-images' is 8");
    refused(Map.of("test-images", 4), "3 images, but the setting 'datasets.d.test-images' is 4");
    refused(
        Map.of("digest", "00"),
        "its digest is " + digest + ", but the setting 'datasets.d.digest' is 00");
  }

  private void refused(Map<String, ?> settings, String... message) {
    assertThatThrownBy(() -> read(settings))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train-images-idx3 | 0x802 | 7,5,4 | 140 | train-images-idx3-ubyte: magic number"
            + " 0x00000802, must be 0x00000803",
        "train-images-idx3 | 0x803 | 7,5,4 | 139 | truncated: the header states 7x5x4, which is 140"
            + " bytes, but 139 bytes were found",
        "train-images-idx3 | 0x803 | 7,5,4 | 141 | unexpected bytes after its 7x5x4",
        "train-images-idx3 | 0x803 | 7,5   | 0   | truncated: an IDX header has 16 bytes, found 12",
        "train-images-idx3 | 0x803 | 7,0,4 | 0   | the header states 7x0x4; each size must be at"
            + " least 1",
        "train-images-idx3 | 0x803 | -7,5,4 | 9  | the header states -7x5x4",
        "train-images-idx3 | 0x803 | 2000000000,2000000000,2000000000 | 9 | the header states"
            + " 2000000000x2000000000x2000000000",
        "train-images-idx3 | 0x803 | 100000000,5,4 | 140 | truncated: the header states"
            + " 100000000x5x4",
        "train-images-idx3 | 0x803 | 6,5,4 | 120 | train-labels-idx1-ubyte: 7 labels, but 6 images"
            + " in train-images-idx3-ubyte",
        "t10k-images-idx3  | 0x803 | 3,4,5 | 60  | t10k-images-idx3-ubyte: images are 4x5, but"
            + " those of train-images-idx3-ubyte are 5x4",
        "t10k-labels-idx1  | 0x803 | 3,1,1 | 3   | t10k-labels-idx1-ubyte: magic number 0x00000803,"
            + " must be 0x00000801",
        "t10k-labels-idx1  | 0x801 | 4     | 4   | 4 labels, but 3 images",
        "t10k-labels-idx1  | 0x801 | 3     | 2   | truncated: the header states 3, which is 3"
            + " bytes, but 2 bytes were found",
      })
  void wrongFiles(String file, String magic, String sizes, int bytes, String message)
      throws IOException {
    int[] dimensions = Arrays.stream(sizes.split(",")).mapToInt(Integer::parseInt).toArray();
    put(file + "-ubyte", idx(Integer.decode(magic), new byte[bytes], dimensions));
    refused(Map.of(), folder.toString(), message);
    put(file + "-ubyte", gzip(idx(Integer.decode(magic), new byte[bytes], dimensions)));
    refused(Map.of(), folder.toString(), message);
  }

  @Test
  void otherMistakes() throws IOException {
    put("t10k-labels-idx1-ubyte", idx(0x801, new byte[] {1, 10, 2}, 3));
    refused(Map.of(), "t10k-labels-idx1-ubyte: label 1 is 10, must be 0 to 9");
    put("t10k-labels-idx1-ubyte", idx(0x801, new byte[] {1, (byte) 200, 2}, 3));
    refused(Map.of(), "label 1 is 200, must be 0 to 9");
    put("t10k-labels-idx1-ubyte", new byte[0]);
    refused(Map.of(), "truncated: an IDX header has 8 bytes, found 0");
    byte[] packed = gzip(idx(0x801, testLabels, M));
    put("t10k-labels-idx1-ubyte", Arrays.copyOf(packed, packed.length - 12));
    refused(Map.of(), "t10k-labels-idx1-ubyte: truncated: the gzip data is incomplete");
    packed[packed.length - 7] ^= 1; // in the checksum
    put("t10k-labels-idx1-ubyte", packed);
    refused(Map.of(), "t10k-labels-idx1-ubyte: damaged gzip data");
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
    refused(Map.of(), "no t10k-labels-idx1-ubyte or t10k-labels.idx1-ubyte, plain or .gz");
    refused(Map.of("path", folder.resolve("no").toString()), "no such folder");
    refused(Map.of("path", folder.resolve("train-images-idx3-ubyte").toString()), "not a folder");
    refused(Map.of("path", ""), "datasets.d.path: must be given");
  }
}
