package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.folder.TrainTestReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainTestReaderTest {
  private static final int SIDE = 6;

  @TempDir Path folder;

  /** Noise as PPM, which gives the very bytes back. */
  private static byte[] image(int side, long seed) {
    return TestImages.pnm(side, side, 3, 255, pixels(side, seed));
  }

  private static byte[] pixels(int side, long seed) {
    byte[] out = new byte[side * side * 3];
    new Random(seed).nextBytes(out);
    return out;
  }

  /** In no order, with files that aren't images. */
  private static Map<String, byte[]> good() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("test/dog/1.ppm", image(SIDE, 5));
    files.put("train/dog/2.ppm", image(SIDE, 3));
    files.put("train/dog/1.ppm", image(SIDE, 2));
    files.put("train/cat/deeper/9.ppm", image(SIDE, 1));
    files.put("test/cat/1.ppm", image(SIDE, 4));
    files.put("train/cat/readme.txt", new byte[] {1});
    return files;
  }

  private Path zip(Map<String, byte[]> files) throws IOException {
    Path file = folder.resolve("set.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> e : files.entrySet()) {
        out.putNextEntry(new ZipEntry(e.getKey()));
        out.write(e.getValue());
        out.closeEntry();
      }
    }
    return file;
  }

  private Path unpacked(Map<String, byte[]> files) throws IOException {
    Path root = folder.resolve("set");
    for (Map.Entry<String, byte[]> e : files.entrySet()) {
      TestImages.write(root.resolve(e.getKey()), e.getValue());
    }
    return root;
  }

  private static Map<String, byte[]> below(String prefix, Map<String, byte[]> files) {
    Map<String, byte[]> out = new LinkedHashMap<>();
    files.forEach((name, content) -> out.put(prefix + name, content));
    return out;
  }

  private Dataset read(Path path, Map<String, ?> more) throws IOException {
    Map<String, Object> given = new TreeMap<>(more);
    given.put("path", path.toString());
    TrainTestReader reader = new TrainTestReader();
    Settings settings = Settings.of("datasets.d", reader.defaults(), given);
    return reader.read("d", settings, folder.resolve("work"), Progress.NONE);
  }

  private void refused(Path path, String... message) {
    assertThatThrownBy(() -> read(path, Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContainingAll(message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "zip", "wrapped zip", "zip of a Mac", "tar", "tgz"})
  void sameDataHoweverPacked(String form) throws IOException {
    Map<String, byte[]> mac = below("set/", good());
    mac.put("__MACOSX/set/train/cat/._9.ppm", new byte[] {1});
    Path path =
        switch (form) {
          case "folder" -> unpacked(good());
          case "zip" -> zip(good());
          case "zip of a Mac" -> zip(mac);
          case "tar" -> Tars.write(folder.resolve("set.tar"), good(), false);
          case "tgz" -> Tars.write(folder.resolve("set.tgz"), below("set/", good()), true);
          default -> zip(below("set/", good()));
        };
    Dataset data = read(path, Map.of("note", "a copy"));
    assertThat(data.images().identities()).containsExactly("cat", "dog");
    assertThat(data.images().labels()).containsExactly(0, 1, 1, 0, 1);
    for (int i = 0; i < 5; i++) {
      byte[] one = data.images().images().select(new int[] {i}).pixels();
      assertThat(one).as("image %d", i).isEqualTo(pixels(SIDE, i + 1));
    }
    assertThat(data.images().given().orElseThrow().train()).containsExactly(0, 1, 2);
    assertThat(data.images().given().orElseThrow().query()).containsExactly(3, 4);
    assertThat(data.counts())
        .isEqualTo(
            Map.of(
                "images", 5L,
                "people", 2L,
                "images.train", 3L,
                "images.test", 2L,
                "files.ignored", 1L));
    boolean system = form.equals("zip of a Mac"); // its files are told of, too
    assertThat(data.notes()).hasSize(system ? 3 : 2).last().isEqualTo("a copy");
    LabeledImages same =
        new LabeledImages(data.images().images(), data.images().labels(), List.of("cat", "dog"));
    assertThat(data.digest()).isEqualTo(DatasetDigest.of(same)); // the pixels were compared above
  }

  @Test
  void comesFromTheCacheWithItsSplit() throws IOException {
    Path zip = zip(good());
    Dataset first = read(zip, Map.of());
    Path images = folder.resolve("work/images");
    Path cache;
    try (var files = Files.list(images)) {
      cache = files.findFirst().orElseThrow();
    }
    long made = Files.getLastModifiedTime(cache).toMillis();
    Dataset again = read(zip, Map.of("note", "other"));
    assertThat(Files.getLastModifiedTime(cache).toMillis()).isEqualTo(made);
    assertThat(again.digest()).isEqualTo(first.digest());
    assertThat(again.counts()).isEqualTo(first.counts());
    assertThat(again.images().labels()).isEqualTo(first.images().labels());
    assertThat(again.images().given().orElseThrow().train()).containsExactly(0, 1, 2);
    assertThat(again.images().given().orElseThrow().query()).containsExactly(3, 4);
    assertThat(again.notes()).hasSize(2).last().isEqualTo("other");
    Map<String, byte[]> changed = good();
    changed.put("test/cat/1.ppm", image(SIDE, 99));
    assertThat(read(zip(changed), Map.of()).digest()).isNotEqualTo(first.digest());
  }

  @Test
  void sizeAndChannels() throws IOException {
    Map<String, byte[]> files = good();
    files.put("train/dog/3.ppm", image(2 * SIDE, 7));
    Path zip = zip(files);
    refused(
        zip,
        "1 of 6 image files can't be used; the first: train/dog/3.ppm: 12x12 pixels, but the first"
            + " image has 6x6");
    Dataset scaled = read(zip, Map.of("size", 4, "channels", 1));
    assertThat(scaled.images().images().shape()).hasToString("4x4x1");
    files = good();
    files.put("train/cat/deeper/9.ppm", TestImages.pnm(3, 5, 1, 255, new byte[15]));
    refused(zip(files), "train/cat/deeper/9.ppm: 3x5 pixels, must be a square");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    Map<String, byte[]> files = good();
    files.keySet().removeIf(name -> name.startsWith("test"));
    refused(zip(files), "no images in test; expected train/<class>/image.jpg");
    refused(unpacked(files), "no folder test; expected train/<class>/image.jpg");
    refused(folder.resolve("none.zip"), "no such folder or archive");
    refused(zip(Map.of("1.ppm", image(SIDE, 1))), "no images in train");
    refused(Files.write(folder.resolve("x.zip"), new byte[99]), "nor a ZIP or tar archive");
    files = good();
    files.put("test/dog/1.ppm", new byte[] {1, 2, 3});
    refused(zip(files), "test/dog/1.ppm: not a readable image");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../train/cat/1.ppm",
        "/train/cat/1.ppm",
        "train/cat/../1.ppm",
        "train//1.ppm",
        "train/./1.ppm",
        "train\\..\\cat\\1.ppm",
        "train/c\u0007t/1.ppm",
        "train/cat/\n.ppm"
      })
  void nonsenseNamesAreRefused(String name) throws IOException {
    Map<String, byte[]> files = good();
    files.put(name, image(SIDE, 1));
    refused(zip(files), "is not a plain relative path");
  }

  @Test
  void anEntryThatHoldsMoreThanItSaysIsNotReadToItsEnd() throws IOException {
    Map<String, byte[]> files = good();
    files.put("train/dog/bomb.ppm", new byte[20_000_000]);
    refused(
        zip(files),
        "train/dog/bomb.ppm: the archive states a size of 20000000 bytes, at most 16777216");
    refused(lie(zip(files), "train/dog/bomb.ppm", 24, 100), "the entry has more");
    refused(
        lie(zip(good()), "train/dog/1.ppm", 24, 500),
        "states a size of 500 bytes, but the entry has 119");
  }

  @Test
  void damagedAndOverlappingEntries() throws IOException {
    refused(lie(zip(good()), "train/dog/1.ppm", 16, 1), "train/dog/1.ppm: damaged (checksum)");
    refused(lie(zip(good()), "train/dog/1.ppm", 20, 1_000_000), "its entries overlap");
    Map<String, byte[]> files = good();
    files.put("train/dog/3.ppm", image(SIDE, 8));
    Path zip = zip(files);
    byte[] twice = Files.readAllBytes(zip);
    byte[] name = "train/dog/3.ppm".getBytes(StandardCharsets.US_ASCII);
    for (int at : places(twice, name)) {
      twice[at + name.length - 5] = '1';
    }
    refused(Files.write(zip, twice), "entry 'train/dog/1.ppm' occurs twice");
  }

  @Test
  void aImageOfTooManyPixelsIsNotDecoded() throws IOException {
    Map<String, byte[]> files = good();
    byte[] head = "P5\n60000 60000\n255\n".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head);
    files.put("train/dog/1.ppm", out.toByteArray());
    refused(zip(files), "train/dog/1.ppm: 60000x60000 pixels, but the first image has 6x6");
  }

  /** Writes a number into an entry's record of the central directory. */
  private static Path lie(Path zip, String entry, int offset, int value) throws IOException {
    byte[] bytes = Files.readAllBytes(zip);
    List<Integer> found = places(bytes, entry.getBytes(StandardCharsets.US_ASCII));
    int record = found.get(found.size() - 1) - 46;
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(record + offset, value);
    return Files.write(zip, bytes);
  }

  private static List<Integer> places(byte[] bytes, byte[] part) {
    List<Integer> out = new ArrayList<>();
    for (int at = 0; at + part.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        out.add(at);
      }
    }
    return out;
  }
}
