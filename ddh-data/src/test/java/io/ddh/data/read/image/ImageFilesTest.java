package io.ddh.data.read.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.ImageShape;
import io.ddh.core.Images;
import io.ddh.data.read.Mutation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The variants of image files that people have, as Pillow 9.4 of Debian 12 reads them: {@code
 * src/test/reference/_image_files.py} made both files and pixels.
 */
class ImageFilesTest {
  private static final int CHANGES = 20;
  private static final long SEED = 20170819;
  private static final String CLASS = ".*(Exception|\\b[a-z]+\\.[a-z]+\\.[A-Za-z]).*";
  private static final double MEAN = 1;
  private static final int NEAR = 3;
  private static final double SHARE_NEAR = 0.99;

  /** One of each way to store pixels; those with few bytes behind the pixels, if any. */
  private static final List<String> CUT =
      List.of(
          "jpeg-420-q75.jpg",
          "jpeg-progressive-2.jpg",
          "jpeg-restart-blocks.jpg",
          "jpeg-grey.jpg",
          "jpeg-cmyk.jpg",
          "png-rgba8.png",
          "png-grey16-interlaced.png",
          "png-palette8.png",
          "bmp-24-h40.bmp",
          "bmp-16.bmp",
          "bmp-palette8.bmp",
          "bmp-rle8.bmp",
          "pnm-p2-16.pgm",
          "pnm-p5-16.pgm",
          "pnm-p6.ppm",
          "pnm-pam-rgba.pam",
          "tiff-rgb-none.tif",
          "tiff-rgb-lzw.tif",
          "tiff-tiled-lzw.tif",
          "tiff-planar.tif",
          "tiff-jpeg-ycc-q75.tif",
          "tiff-bigtiff.tif",
          "webp-lossy-q75.webp",
          "webp-lossless-scene.webp",
          "webp-alpha-method1.webp",
          "webp-animated.webp",
          "gif-interlaced.gif",
          "gif-part-local.gif");

  private static Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> out = new TreeMap<>();
    try (InputStream in = ImageFilesTest.class.getResourceAsStream("/reference/image_files.zip");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        out.put(e.getName(), zip.readAllBytes());
      }
    }
    return out;
  }

  @TestFactory
  List<DynamicTest> eachFile() throws IOException {
    Map<String, byte[]> entries = entries();
    List<DynamicTest> tests = new ArrayList<>();
    for (String line :
        new String(entries.get("index.txt"), StandardCharsets.UTF_8).lines().toList()) {
      String[] words = line.split(" ", 3);
      byte[] file = entries.get(words[0]);
      tests.add(
          DynamicTest.dynamicTest(
              words[0],
              () -> {
                if (words[1].equals("refused")) {
                  refused(file, words[2]);
                } else {
                  String[] size = words[2].split(" ", 2);
                  byte[] expected = entries.get(words[0] + ".rgb");
                  int width = Integer.parseInt(size[0]);
                  int height = Integer.parseInt(size[1]);
                  compare(upright(file, width, height), expected, words[1].equals("exact"));
                }
              }));
    }
    return tests;
  }

  private static void refused(byte[] file, String what) {
    assertThatThrownBy(() -> ImageDecoder.decode(file, 10_000))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining(what)
        .hasMessageContaining("can't be read; valid");
  }

  /** All pixels, red, green and blue, of the image turned upright. */
  private static byte[] upright(byte[] file, int width, int height) throws IOException {
    Images found = WholePhoto.read(file);
    assertThat(found.shape()).isEqualTo(new ImageShape(height, width, 3));
    return found.pixels();
  }

  private static void compare(byte[] found, byte[] expected, boolean exact) {
    assertThat(found).hasSameSizeAs(expected);
    long sum = 0;
    int near = 0;
    int most = 0;
    for (int i = 0; i < found.length; i += 3) {
      int worst = 0;
      for (int c = i; c < i + 3; c++) {
        int difference = Math.abs((found[c] & 255) - (expected[c] & 255));
        sum += difference;
        worst = Math.max(worst, difference);
      }
      near += worst <= NEAR ? 1 : 0;
      most = Math.max(most, worst);
    }
    assertThat(most).as("largest difference").isLessThanOrEqualTo(exact ? 0 : 255);
    assertThat((double) sum / found.length).as("mean difference").isLessThanOrEqualTo(MEAN);
    assertThat(near)
        .as("pixels near")
        .isGreaterThanOrEqualTo((int) (SHARE_NEAR * found.length / 3));
  }

  /** Cut off anywhere, a file is refused for that reason, unless all of its pixels are there. */
  @TestFactory
  List<DynamicTest> cutOff() throws IOException {
    Map<String, byte[]> entries = entries();
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : CUT) {
      byte[] file = entries.get(name);
      tests.add(
          DynamicTest.dynamicTest(
              name,
              () -> {
                for (int percent = 30; percent < 96; percent += 6) {
                  byte[] part = Arrays.copyOf(file, file.length * percent / 100);
                  assertThatThrownBy(() -> ImageDecoder.decode(part, 10_000))
                      .as("%d %%", percent)
                      .isInstanceOf(IOException.class)
                      .message()
                      .startsWith("truncated")
                      .doesNotContain("Exception")
                      .hasLineCount(1);
                }
              }));
    }
    return tests;
  }

  /** Changed at random, a file is read or refused with one line that names no class. */
  @Test
  void changedAtRandom() throws IOException {
    Map<String, byte[]> entries = entries();
    int refused = 0;
    for (int i = 0; i < CHANGES * CUT.size(); i++) {
      String name = CUT.get(i % CUT.size());
      byte[] other = entries.get(CUT.get(i * 7 % CUT.size()));
      byte[] changed = Mutation.of(entries.get(name), other, new Random(SEED + i));
      try {
        ImageDecoder.decode(changed, 1 << 20);
      } catch (IOException e) {
        refused++;
        assertThat(e.getMessage()).as("%s, %d", name, i).hasLineCount(1).doesNotMatch(CLASS);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(name + ", " + i, e);
      }
    }
    assertThat(refused).isBetween(CHANGES, CHANGES * CUT.size());
  }

  /** The check can fail. */
  @Test
  void otherPixelsAreFound() {
    byte[] grey = new byte[300];
    byte[] other = grey.clone();
    other[7] = 1;
    compare(grey, other, false);
    assertThatThrownBy(() -> compare(grey, other, true)).isInstanceOf(AssertionError.class);
    other[7] = 99;
    other[11] = 99;
    assertThatThrownBy(() -> compare(grey, other, false)).isInstanceOf(AssertionError.class);
  }
}
