package io.ddh.data.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.GivenSplit;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.PackedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedFileTest {
  private static final String ORIGIN = "folder, crop 112, size 5";

  @TempDir Path folder;

  private static Dataset dataset(int channels, boolean given) {
    int n = 7;
    byte[] pixels = new byte[n * 5 * 4 * channels];
    new Random(channels).nextBytes(pixels);
    LabeledImages images =
        new LabeledImages(
            new Images(5, 4, channels, pixels),
            new int[] {0, 0, 1, 2, 2, 1, 0},
            List.of("Zoë", "王", "no_name"),
            given ? Optional.of(GivenSplit.ofCounts(4, 2)) : Optional.empty());
    return new Dataset(
        "some",
        images,
        channels == 1,
        DatasetDigest.of(images),
        Map.of("images", 7L, "people", 3L),
        List.of("skipped one: empty file"));
  }

  private Path packed(Dataset data) throws IOException {
    Path file = folder.resolve("set.ddh");
    PackedFile.write(file, data, ORIGIN);
    return file;
  }

  private Dataset read(Path file, Map<String, Object> more) throws IOException {
    PackedReader reader = new PackedReader();
    Map<String, Object> given = new java.util.TreeMap<>(more);
    given.put("path", file.toString());
    Settings settings = Settings.of("datasets.x", reader.defaults(), given);
    return reader.read("x", settings, folder, Progress.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatIsReadIsWhatWasPacked(int channels) throws IOException {
    Dataset data = dataset(channels, channels == 1);
    Dataset found = read(packed(data), Map.of());
    assertThat(found.name()).isEqualTo("x");
    assertThat(found.digest()).isEqualTo(data.digest());
    assertThat(found.synthetic()).isEqualTo(data.synthetic());
    assertThat(found.images().images().pixels()).isEqualTo(data.images().images().pixels());
    assertThat(found.images().images().shape()).isEqualTo(data.images().images().shape());
    assertThat(found.images().labels()).isEqualTo(data.images().labels());
    assertThat(found.images().identities()).isEqualTo(data.images().identities());
    assertThat(found.images().given().isPresent()).isEqualTo(channels == 1);
    assertThat(found.counts()).isEqualTo(data.counts());
    assertThat(found.notes()).containsExactly("skipped one: empty file", "packed from " + ORIGIN);
  }

  @Test
  void theGivenSplitIsKept() throws IOException {
    GivenSplit split = read(packed(dataset(3, true)), Map.of()).images().given().orElseThrow();
    assertThat(split.train()).containsExactly(0, 1, 2, 3);
    assertThat(split.query()).containsExactly(4, 5);
  }

  /** Each byte altered in turn: none goes by unseen, and none asks for memory. */
  @Test
  void everyAlteredByteIsSeen() throws IOException {
    Path file = packed(dataset(3, true));
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] altered = whole.clone();
      altered[i] ^= 0x40;
      Files.write(file, altered);
      assertThatThrownBy(() -> PackedFile.read(file))
          .as("byte %d", i)
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith(file + ": ");
    }
  }

  /** The same with the checksum made good again: lengths and labels are still not believed. */
  @Test
  void everyAlteredByteUnderAGoodChecksumIsSeen() throws IOException {
    Dataset data = dataset(3, true);
    Path file = packed(data);
    byte[] whole = Files.readAllBytes(file);
    int seen = 0;
    for (int i = 8; i < whole.length - Long.BYTES; i++) {
      byte[] altered = whole.clone();
      altered[i] ^= 0x40;
      CRC32 sum = new CRC32();
      sum.update(altered, 0, altered.length - Long.BYTES);
      ByteBuffer.wrap(altered).putLong(altered.length - Long.BYTES, sum.getValue());
      Files.write(file, altered);
      try {
        // What the digest doesn't cover may read as something else: name, counts, notes, split.
        assertThat(PackedFile.read(file).data().digest()).isEqualTo(data.digest());
      } catch (BadInputException e) {
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(7 * 5 * 4 * 3 + 7 * Integer.BYTES);
  }

  @Test
  void everyTruncationIsSeen() throws IOException {
    Path file = packed(dataset(1, false));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> PackedFile.read(file)).isInstanceOf(BadInputException.class);
    }
  }

  @Test
  void aNewerFileIsRefusedByItsVersion() throws IOException {
    Path file = packed(dataset(1, false));
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).putInt(4, 2);
    Files.write(file, bytes);
    assertThatThrownBy(() -> PackedFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": version 2 found, but this program reads versions 1 to 1");
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "not a data set");
    assertThatThrownBy(() -> read(text, Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessage(text + ": not a packed data set; 'ddh data pack' writes such files");
    assertThatThrownBy(() -> read(folder, Map.of())).hasMessageContaining(": a folder;");
    assertThatThrownBy(() -> read(folder.resolve("none"), Map.of()))
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> read(Path.of(""), Map.of())).hasMessageContaining("datasets.x.path");
  }

  @Test
  void anotherDigestThanExpectedIsRefused() throws IOException {
    Dataset data = dataset(3, false);
    Path file = packed(data);
    assertThat(read(file, Map.of("digest", data.digest())).digest()).isEqualTo(data.digest());
    assertThatThrownBy(() -> read(file, Map.of("digest", "0123")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(data.digest())
        .hasMessageContaining("the setting 'datasets.x.digest' is 0123");
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "").resolve("below.ddh");
    assertThatThrownBy(() -> PackedFile.write(file, dataset(1, false), ORIGIN))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("file");
  }
}
