package io.ddh.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.Images;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreyGridTest {
  /** Against a sum over a grid so fine that every cell is a whole number of its pieces. */
  @ParameterizedTest
  @CsvSource({"32, 32, 9, 8, 1", "7, 11, 16, 16, 3", "5, 3, 2, 4, 1", "16, 16, 16, 16, 3"})
  void meansAreExactOverFractionsOfPixels(int width, int height, int columns, int rows, int c) {
    byte[] pixels = new byte[2 * width * height * c];
    new Random(7).nextBytes(pixels);
    GreyGrid grid = new GreyGrid(new Images(height, width, c, pixels));
    grid.fill(1);
    double[] means = new double[columns * rows];
    grid.means(columns, rows, means);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        double sum = 0;
        for (int v = y * height; v < (y + 1) * height; v++) {
          for (int u = x * width; u < (x + 1) * width; u++) {
            sum += grey(pixels, (width * height + v / rows * width + u / columns) * c, c);
          }
        }
        assertThat(means[y * columns + x]).isCloseTo(sum / (width * height), within(1e-9));
      }
    }
  }

  private static double grey(byte[] pixels, int at, int channels) {
    return channels == 1
        ? pixels[at] & 255
        : 0.299 * (pixels[at] & 255)
            + 0.587 * (pixels[at + 1] & 255)
            + 0.114 * (pixels[at + 2] & 255);
  }
}
