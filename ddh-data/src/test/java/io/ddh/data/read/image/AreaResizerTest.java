package io.ddh.data.read.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaResizerTest {
  private static float[] resize(float[] values, int width, int height, int channels, int side) {
    return AreaResizer.resize(
        (y, out) -> System.arraycopy(values, y * width * channels, out, 0, width * channels),
        width,
        height,
        channels,
        side);
  }

  /** 3 → 2 covers 1.5 pixels each: (a + b/2)/1.5 and (b/2 + c)/1.5. */
  @Test
  void fractionsOfPixelsCount() {
    float[] out = resize(new float[] {30, 60, 120, 30, 60, 120, 30, 60, 120}, 3, 3, 1, 2);
    assertThat(out).containsExactly(new float[] {40, 100, 40, 100}, within(1e-4f));
  }

  /** 2 → 4: centres at -0.25, 0.25, 0.75, 1.25 of the old pixels; the ends stay. */
  @Test
  void growsLinearly() {
    float[] out = resize(new float[] {0, 100, 0, 100}, 2, 2, 1, 4);
    for (int y = 0; y < 4; y++) {
      assertThat(Arrays.copyOfRange(out, 4 * y, 4 * y + 4))
          .containsExactly(new float[] {0, 25, 75, 100}, within(1e-4f));
    }
  }

  @Test
  void onePixelFillsAll() {
    assertThat(resize(new float[] {7, 8, 9}, 1, 1, 3, 2))
        .containsExactly(7, 8, 9, 7, 8, 9, 7, 8, 9, 7, 8, 9);
  }

  @Test
  void equalSizeIsIdentity() {
    float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertThat(resize(values, 3, 3, 1, 3)).containsExactly(values);
  }

  @ParameterizedTest
  @CsvSource({"112,112,32", "250,250,32", "92,112,32", "33,97,32", "7,5,4", "500,33,32", "31,64,1"})
  void agreesWithFineSampling(int width, int height, int side) {
    Random random = new Random(width * 31L + height);
    float[] values = new float[width * height * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    float[] out = resize(values, width, height, 3, side);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int c = 0; c < 3; c++) {
          assertThat(out[(y * side + x) * 3 + c])
              .isEqualTo((float) naive(values, width, height, side, x, y, c), within(1e-2f));
        }
      }
    }
  }

  /** The mean over a rectangle, overlap of each pixel worked out in both directions at once. */
  private static double naive(
      float[] values, int width, int height, int side, int x, int y, int c) {
    double left = (double) x * width / side;
    double right = (double) (x + 1) * width / side;
    double top = (double) y * height / side;
    double bottom = (double) (y + 1) * height / side;
    double sum = 0;
    double area = 0;
    for (int v = (int) top; v < Math.min(height, bottom + 1); v++) {
      for (int u = (int) left; u < Math.min(width, right + 1); u++) {
        double overlap =
            Math.max(0, Math.min(right, u + 1) - Math.max(left, u))
                * Math.max(0, Math.min(bottom, v + 1) - Math.max(top, v));
        sum += overlap * values[(v * width + u) * 3 + c];
        area += overlap;
      }
    }
    return sum / area;
  }
}
