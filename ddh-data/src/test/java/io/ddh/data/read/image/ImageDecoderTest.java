package io.ddh.data.read.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.data.read.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  @TempDir Path folder;

  private static byte[] image(String format) throws IOException {
    BufferedImage image = TestImages.noise(60, 48, BufferedImage.TYPE_INT_RGB, 7);
    if (format.equals("ppm")) {
      byte[] samples = new byte[60 * 48 * 3];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (byte) (i * 37);
      }
      return TestImages.pnm(60, 48, 3, 255, samples);
    }
    return TestImages.encode(image, format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "bmp", "ppm"})
  void whole(String format) throws IOException {
    Path file = TestImages.write(folder.resolve("a"), image(format));
    BufferedImage image =
        ImageDecoder.decode(Files.readAllBytes(file), ImageDecoder.MAX_PIXELS).image();
    assertThat(image.getWidth()).isEqualTo(60);
    assertThat(image.getHeight()).isEqualTo(48);
  }

  @ParameterizedTest
  @CsvSource({
    "jpg,0.02",
    "jpg,0.3",
    "jpg,0.6",
    "jpg,0.95",
    "jpg,0.999",
    "png,0.02",
    "png,0.5",
    "png,0.9",
    "bmp,0.01",
    "bmp,0.5",
    "bmp,0.99",
    "ppm,0.0005",
    "ppm,0.5",
    "ppm,0.99"
  })
  void truncatedIsRefused(String format, double share) throws IOException {
    byte[] whole = image(format);
    byte[] part = Arrays.copyOf(whole, Math.min(whole.length - 1, (int) (whole.length * share)));
    Path file = TestImages.write(folder.resolve("a"), part);
    assertThatThrownBy(() -> ImageDecoder.decode(Files.readAllBytes(file), ImageDecoder.MAX_PIXELS))
        .isInstanceOf(IOException.class);
  }
}
