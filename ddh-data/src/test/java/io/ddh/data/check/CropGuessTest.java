package io.ddh.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.Images;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropGuessTest {
  /** The same middle in all images but for some noise, anything around it. */
  private static Images images(int n, int width, int height, double share) {
    Random random = new Random(4);
    byte[] pixels = new byte[n * width * height];
    for (int i = 0; i < n; i++) {
      int around = random.nextInt(256);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double away =
              Math.max(
                  Math.abs(2.0 * x + 1 - width) / width, Math.abs(2.0 * y + 1 - height) / height);
          double value = away < share ? 120 + 30 * away + 10 * random.nextGaussian() : around;
          pixels[(i * height + y) * width + x] = (byte) Math.max(0, Math.min(255, value));
        }
      }
    }
    return new Images(height, width, 1, pixels);
  }

  @ParameterizedTest
  @CsvSource({"64, 64, 0.5", "48, 48, 0.375", "61, 45, 0.7", "32, 32, 0.25"})
  void theSquareThatAllShareIsFound(int width, int height, double share) {
    CropGuess guess = CropGuess.of(images(200, width, height, share)).orElseThrow();
    assertThat(guess.share()).isCloseTo(share, within(0.05));
    assertThat(guess.border()).isGreaterThan(3 * guess.middle());
  }

  @Test
  void whereTheFacesFillTheImagesThereIsNothingToCutOff() {
    assertThat(CropGuess.of(images(200, 40, 40, 1.1))).isEmpty();
  }

  @Test
  void oneImageOverAndOverSaysNothing() {
    assertThat(CropGuess.of(new Images(8, 8, 1, new byte[60 * 8 * 8]))).isEmpty();
  }

  @Test
  void aFewImagesSayNothing() {
    assertThat(CropGuess.of(images(49, 40, 40, 0.5))).isEmpty();
  }
}
