package io.ddh.vision.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.Images;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sampling against naive sampling, and what is left of details that are smaller than a pixel. */
class PhotoPixelsTest {
  private static Images noise(int height, int width, int channels, int count) {
    byte[] pixels = new byte[height * width * channels * count];
    new Random(5).nextBytes(pixels);
    return new Images(height, width, channels, pixels);
  }

  /** The value at a continuous position, from the four pixels around it; black outside. */
  private static double naive(Images photos, int i, FacePoint at, int c) {
    double sum = 0;
    for (int y = -1; y <= photos.height(); y++) {
      for (int x = -1; x <= photos.width(); x++) {
        double weight =
            Math.max(0, 1 - Math.abs(at.x() - x - 0.5))
                * Math.max(0, 1 - Math.abs(at.y() - y - 0.5));
        boolean inside = x >= 0 && y >= 0 && x < photos.width() && y < photos.height();
        int p = i * photos.imageLength() + (y * photos.width() + x) * 3 + c;
        sum += inside ? weight * (photos.pixels()[p] & 255) : 0;
      }
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"1,0,0,0", "0.7,0.2,3.3,-2.1", "0,1.9,20,1", "-1.2,-1.1,14,15", "0.1,0,-0.4,-0.3"})
  void sampledAsInNaiveSampling(double a, double b, double dx, double dy) {
    Images photos = noise(13, 17, 3, 2);
    Similarity toPhoto = new Similarity(a, b, dx, dy);
    float[] found = new PhotoPixels(photos, 1).square(toPhoto, 16);
    for (int p = 0; p < found.length; p++) {
      FacePoint at = toPhoto.map(p / 3 % 16 + 0.5, Math.floorDiv(p, 48) + 0.5);
      assertThat((double) found[p]).isCloseTo(naive(photos, 1, at, p % 3), within(2e-3));
    }
  }

  /** Stripes of one pixel become grey at every scale; sampling single pixels would show stripes. */
  @ParameterizedTest
  @CsvSource({"4,0", "8,0", "16,0", "5.3,0.4", "24,0"})
  void smallDetailsAreAveraged(double scale, double angle) {
    byte[] pixels = new byte[512 * 512 * 3];
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = (byte) (p / 3 % 2 * 200);
    }
    PhotoPixels photo = new PhotoPixels(new Images(512, 512, 3, pixels), 0);
    for (float value : photo.square(Similarity.rotated(12, 256, 256, 12 * scale, angle), 12)) {
      assertThat(value).isCloseTo(100, within(1f));
    }
  }

  @Test
  void greyBecomesColour() {
    Images grey = noise(9, 9, 1, 2);
    float[] found = new PhotoPixels(grey, 1).square(Similarity.square(9, 0, 0, 9), 9);
    for (int p = 0; p < found.length; p++) {
      assertThat(found[p]).isEqualTo(grey.pixels()[81 + p / 3] & 255);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,5000", "5000,1", "3,2"})
  void tinyAndNarrowPhotos(int height, int width) {
    byte[] white = new byte[height * width * 3];
    java.util.Arrays.fill(white, (byte) 255);
    int side = Math.max(height, width);
    Similarity whole = Similarity.square(8, (width - side) / 2.0, (height - side) / 2.0, side);
    float[] found = new PhotoPixels(new Images(height, width, 3, white), 0).square(whole, 8);
    assertThat(found).hasSize(192);
    for (float value : found) {
      assertThat(value).isBetween(0f, 255f);
    }
  }

  @Test
  void anIndexOutsideIsRefused() {
    Images one = noise(2, 2, 3, 1);
    assertThatThrownBy(() -> new PhotoPixels(one, 1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
