package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.DatasetReader;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.folder.FolderReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderReaderTest {
  @TempDir Path temp;
  private Path root;
  private Path work;

  @BeforeEach
  void folders() throws IOException {
    root = Files.createDirectory(temp.resolve("faces"));
    work = temp.resolve("work");
  }

  private Dataset read(Map<String, Object> more) throws IOException {
    return read(more, Progress.NONE);
  }

  private Dataset read(Map<String, Object> more, Progress progress) throws IOException {
    Map<String, Object> given = new TreeMap<>(Map.of("path", root.toString(), "size", 4));
    given.putAll(more);
    FolderReader reader = new FolderReader();
    return reader.read("own", Settings.of("data", reader.defaults(), given), work, progress);
  }

  private Path plain(String name, int grey) throws IOException {
    return plain(name, grey, 6, 6);
  }

  private Path plain(String name, int grey, int width, int height) throws IOException {
    byte[] samples = new byte[width * height];
    Arrays.fill(samples, (byte) grey);
    return TestImages.write(root.resolve(name), TestImages.pnm(width, height, 1, 255, samples));
  }

  private static int first(Dataset data, int image) {
    return data.images().images().pixels()[image * data.images().images().imageLength()] & 255;
  }

  private Path onlyCache() throws IOException {
    try (Stream<Path> files = Files.list(work.resolve("images"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  @Test
  void peopleAndFilesAreSorted() throws IOException {
    plain("b/video2/1.pgm", 40);
    plain("b/video1/deep/9.pgm", 30);
    plain("a/2.pgm", 20);
    plain("a/1.pgm", 10);
    plain("a/.hidden.pgm", 99);
    plain(".git/x.pgm", 99);
    plain("loose.pgm", 99);
    TestImages.write(root.resolve("a/list.txt"), new byte[] {1});
    Files.createDirectories(root.resolve("c"));
    AtomicLong done = new AtomicLong();
    Dataset data = read(Map.of(), (what, n, total) -> done.accumulateAndGet(n, Math::max));
    assertThat(data.images().identities()).containsExactly("a", "b");
    assertThat(data.images().labels()).containsExactly(0, 0, 1, 1);
    assertThat(List.of(first(data, 0), first(data, 1), first(data, 2), first(data, 3)))
        .containsExactly(10, 20, 30, 40);
    assertThat(data.images().images().pixels()).hasSize(4 * 4 * 4 * 3);
    assertThat(data.synthetic()).isFalse();
    assertThat(data.digest()).isEqualTo(DatasetDigest.of(data.images()));
    assertThat(data.counts())
        .containsEntry("images", 4L)
        .containsEntry("people", 2L)
        .containsEntry("people.without-images", 1L)
        .containsEntry("files.ignored", 2L);
    assertThat(data.notes()).anyMatch(n -> n.contains("1 people without images: c"));
    assertThat(done).hasValue(4);
  }

  @Test
  void namesInAnyScript() throws IOException {
    assumeTrue(
        "UTF-8".equals(System.getProperty("sun.jnu.encoding")), "needs a UTF-8 locale for names");
    plain("李小龍/一.pgm", 1);
    plain("Ødegård/é.pgm", 2);
    assertThat(read(Map.of()).images().identities()).containsExactly("Ødegård", "李小龍");
  }

  /** All forms of one image give the same pixels; grey is not changed by a gamma. */
  @Test
  void formsAgree() throws IOException {
    BufferedImage grey = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
    byte[] samples = new byte[16];
    for (int i = 0; i < 16; i++) {
      samples[i] = (byte) (15 * i);
      grey.getRaster().setSample(i % 4, i / 4, 0, 15 * i);
    }
    BufferedImage colour = new BufferedImage(4, 4, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage alpha = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
    byte[] triple = new byte[48];
    for (int i = 0; i < 16; i++) {
      colour.setRGB(i % 4, i / 4, 15 * i * 0x010101);
      alpha.setRGB(i % 4, i / 4, 15 * i * 0x010101 | 0xFF000000);
      Arrays.fill(triple, 3 * i, 3 * i + 3, (byte) (15 * i));
    }
    byte[] low = new byte[16];
    for (int i = 0; i < 16; i++) {
      low[i] = (byte) i;
    }
    TestImages.write(root.resolve("p/1.png"), TestImages.encode(grey, "png"));
    TestImages.write(root.resolve("p/2.png"), TestImages.encode(colour, "png"));
    TestImages.write(root.resolve("p/3.bmp"), TestImages.encode(colour, "bmp"));
    TestImages.write(root.resolve("p/4.PGM"), TestImages.pnm(4, 4, 1, 255, samples));
    TestImages.write(root.resolve("p/5.ppm"), TestImages.pnm(4, 4, 3, 255, triple));
    TestImages.write(root.resolve("p/6.png"), TestImages.encode(alpha, "png"));
    TestImages.write(root.resolve("p/7.jpg"), TestImages.encode(colour, "png")); // content decides
    for (int channels : new int[] {1, 3}) {
      Dataset data = read(Map.of("channels", channels));
      byte[] pixels = data.images().images().pixels();
      for (int i = 0; i < pixels.length; i++) {
        int expected = 15 * (i / channels % 16);
        assertThat(pixels[i] & 255).as("byte %d", i).isEqualTo(expected);
      }
    }
  }

  @Test
  void greyJpegKeepsItsLevels() throws IOException {
    BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      grey.getRaster().setSample(i % 16, i / 16, 0, 60);
    }
    TestImages.write(root.resolve("p/1.jpg"), TestImages.encode(grey, "jpg"));
    assertThat(read(Map.of()).images().images().pixels()).containsOnly(60);
  }

  @Test
  void greyWeights() throws IOException {
    byte[] red = new byte[3 * 16];
    for (int i = 0; i < 16; i++) {
      red[3 * i] = (byte) 200;
      red[3 * i + 1] = 100;
      red[3 * i + 2] = 50;
    }
    TestImages.write(root.resolve("p/1.ppm"), TestImages.pnm(4, 4, 3, 255, red));
    // 0.299·200 + 0.587·100 + 0.114·50 = 124.2
    assertThat(read(Map.of("channels", 1)).images().images().pixels()).containsOnly(124);
  }

  @Test
  void cropTakesTheCentre() throws IOException {
    byte[] samples = new byte[10 * 8];
    for (int y = 2; y < 6; y++) {
      Arrays.fill(samples, y * 10 + 3, y * 10 + 7, (byte) 100);
    }
    TestImages.write(root.resolve("p/1.pgm"), TestImages.pnm(10, 8, 1, 255, samples));
    plain("p/2.pgm", 50, 3, 9);
    Dataset data = read(Map.of("crop", 4, "channels", 1));
    assertThat(data.images().images().select(new int[] {0}).pixels()).containsOnly(100);
    assertThat(data.images().images().select(new int[] {1}).pixels()).containsOnly(50);
    assertThat(data.counts()).containsEntry("images.smaller-than-crop", 1L);
    assertThat(data.notes()).anyMatch(n -> n.contains("1 images are smaller than the crop of 4"));
  }

  /** Half of the shorter side, 8 and 20, whatever the images' sizes; all of it is no crop. */
  @Test
  void cropMayBeAShare() throws IOException {
    for (int[] size : new int[][] {{10, 8}, {20, 26}}) {
      int part = Math.min(size[0], size[1]) / 2;
      byte[] samples = new byte[size[0] * size[1]];
      for (int y = (size[1] - part) / 2; y < (size[1] + part) / 2; y++) {
        int from = y * size[0] + (size[0] - part) / 2;
        Arrays.fill(samples, from, from + part, (byte) 100);
      }
      TestImages.write(
          root.resolve("p/" + part + ".pgm"), TestImages.pnm(size[0], size[1], 1, 255, samples));
    }
    Dataset half = read(Map.of("crop", "50%", "channels", 1));
    assertThat(half.images().images().pixels()).containsOnly(100);
    assertThat(half.counts()).containsEntry("images.smaller-than-crop", 0L);
    assertThat(read(Map.of("crop", "50.0 %", "channels", 1)).digest()).isEqualTo(half.digest());
    assertThat(read(Map.of("crop", "60%", "channels", 1)).digest()).isNotEqualTo(half.digest());
    assertThat(read(Map.of("crop", "100%")).digest()).isNotEqualTo(read(Map.of()).digest());
  }

  @Test
  void unreadableFilesAreNamedAndCounted() throws IOException {
    plain("a/1.pgm", 1);
    plain("a/2.pgm", 2);
    plain("c/1.pgm", 3);
    byte[] whole = TestImages.encode(TestImages.quarters(40, 40), "jpg");
    TestImages.write(root.resolve("a/0.jpg"), Arrays.copyOf(whole, whole.length * 2 / 3));
    TestImages.write(root.resolve("b/1.png"), new byte[0]);
    TestImages.write(
        root.resolve("c/big.pgm"), TestImages.pnm(20_000, 20_000, 1, 255, new byte[9]));
    Dataset data = read(Map.of("max-corrupt", 0));
    assertThat(data.images().identities()).containsExactly("a", "c");
    assertThat(data.images().labels()).containsExactly(0, 0, 1);
    assertThat(List.of(first(data, 0), first(data, 1), first(data, 2))).containsExactly(1, 2, 3);
    assertThat(data.counts())
        .containsEntry("files.unreadable", 3L)
        .containsEntry("people.without-images", 1L);
    assertThat(data.notes())
        .anyMatch(n -> n.matches("skipped a/0.jpg: .+"))
        .anyMatch(n -> n.startsWith("skipped b/1.png: empty file"))
        .anyMatch(n -> n.startsWith("skipped c/big.pgm: 20000×20000 pixels"))
        .allMatch(n -> n.lines().count() == 1);
  }

  @Test
  void tooManyUnreadableFilesAreRefused() throws IOException {
    for (int i = 0; i < 20; i++) {
      plain("a/" + i + ".pgm", i);
    }
    for (int i = 0; i < 6; i++) {
      TestImages.write(root.resolve("b/" + i + ".jpg"), new byte[] {1, 2, 3});
    }
    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("6 of 26 image files can't be read, at most 5 are allowed")
        .hasMessageContaining("b/0.jpg: not a readable image");
    assertThat(Files.exists(work)).isFalse();
    assertThat(read(Map.of("max-corrupt", 0.25)).counts()).containsEntry("files.unreadable", 6L);
  }

  @Test
  void badFolders() throws IOException {
    assertThatThrownBy(() -> read(Map.of("path", root + "/none")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none: no such file or folder");
    assertThatThrownBy(() -> read(Map.of("path", "")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("data.path: must be given");
    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no person folders; images outside person folders: 0");
    Path loose = plain("1.pgm", 3);
    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no person folders; images outside person folders: 1");
    assertThatThrownBy(() -> read(Map.of("path", loose.toString())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1.pgm: not a folder, nor a ZIP or tar archive");
    Files.createDirectory(root.resolve("a"));
    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "no images (JPEG, PNG, BMP, PNM, TIFF, WebP, GIF) in 1 person folders");
    TestImages.write(root.resolve("a/1.jpg"), new byte[] {1});
    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none of 1 image files can be read");
    assertThatThrownBy(() -> read(Map.of("channels", 2)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("data.channels: must be 1 or 3, found 2");
  }

  @Test
  void secondReadComesFromTheCache() throws IOException {
    Path file = plain("a/1.pgm", 11);
    plain("b/1.pgm", 12);
    TestImages.write(root.resolve("b/2.png"), new byte[0]);
    Dataset fresh = read(Map.of());
    FileTime time = Files.getLastModifiedTime(file);
    plain("a/1.pgm", 77); // The same list, size and time: only the cache still knows 11.
    Files.setLastModifiedTime(file, time);
    Dataset cached = read(Map.of());
    assertThat(first(cached, 0)).isEqualTo(11);
    assertThat(cached.digest()).isEqualTo(fresh.digest());
    assertThat(cached.counts()).isEqualTo(fresh.counts());
    assertThat(cached.notes()).isEqualTo(fresh.notes());
    assertThat(cached.images().labels()).isEqualTo(fresh.images().labels());
    assertThat(cached.images().identities()).isEqualTo(fresh.images().identities());
    assertThat(cached.images().images().pixels()).isEqualTo(fresh.images().images().pixels());
    Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 1000));
    assertThat(first(read(Map.of()), 0)).isEqualTo(77);
    assertThat(read(Map.of("size", 5)).images().images().width()).isEqualTo(5);
  }

  @Test
  void damagedCacheIsMadeAgain() throws IOException {
    plain("a/1.pgm", 11);
    plain("b/1.pgm", 12);
    Dataset fresh = read(Map.of());
    byte[] whole = Files.readAllBytes(onlyCache());
    for (int at = 0; at < whole.length; at += 3) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x41;
      Files.write(onlyCache(), damaged);
      assertThat(read(Map.of()).digest()).isEqualTo(fresh.digest());
      assertThat(Files.readAllBytes(onlyCache())).as("byte %d", at).isEqualTo(whole);
    }
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(onlyCache(), Arrays.copyOf(whole, length));
      assertThat(read(Map.of()).digest()).isEqualTo(fresh.digest());
      assertThat(Files.readAllBytes(onlyCache())).as("length %d", length).isEqualTo(whole);
    }
  }

  @Test
  void digestCoversShapePixelsLabelsAndNames() throws IOException {
    plain("a/1.pgm", 11);
    plain("b/1.pgm", 12);
    String digest = read(Map.of()).digest();
    assertThat(read(Map.of()).digest()).isEqualTo(digest);
    assertThat(read(Map.of("channels", 1)).digest()).isNotEqualTo(digest);
    Files.move(root.resolve("b"), root.resolve("c"));
    assertThat(read(Map.of()).digest()).isNotEqualTo(digest);
  }

  @Test
  void readersAreRegistered() {
    assertThat(ServiceLoader.load(DatasetReader.class).stream().map(r -> r.get().form()))
        .contains("folder", "mat");
  }
}
