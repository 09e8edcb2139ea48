package io.ddh.data.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LbpFeaturesTest {
  private static final List<Integer> UNIFORM = uniform();

  /**
   * The inner pixels of
   *
   * <pre>
   * 9 9 9 9
   * 1 5 5 1
   * 1 5 7 1
   * 1 1 1 1
   * </pre>
   *
   * each fill one cell. Neighbours clockwise from the upper left: (1,1)=5: 9 9 9 5 7 5 1 1 →
   * 00111111 = 63; (1,2)=5: 9 9 9 1 1 7 5 5 → 11100111 = 231; (2,1)=5: 1 5 5 7 1 1 1 1 → 00001110 =
   * 14; (2,2)=7: none → 0.
   */
  @Test
  void byHand() {
    byte[] pixels = {9, 9, 9, 9, 1, 5, 5, 1, 1, 5, 7, 1, 1, 1, 1, 1};
    Features features = new LbpFeatures().extract(new Images(4, 4, 1, pixels), Progress.NONE);
    assertThat(features.dimension()).isEqualTo(236);
    float[] expected = new float[236];
    int[] codes = {63, 231, 14, 0};
    for (int cell = 0; cell < 4; cell++) {
      expected[cell * 59 + bin(codes[cell])] = 1;
    }
    assertThat(features.values()).containsExactly(expected);
    // Uniform codes in ascending order: 0 1 2 3 4 6 7 8 12 14.
    assertThat(features.values()[2 * 59 + 9]).isEqualTo(1);
    assertThat(features.values()[3 * 59]).isEqualTo(1);
  }

  /** 0 and 255 are the first and the last uniform code; 5 = 101 is none. */
  @Test
  void lastBins() {
    byte[] flat = new byte[16];
    float[] values = new LbpFeatures().extract(new Images(4, 4, 1, flat), Progress.NONE).values();
    assertThat(values[57]).isEqualTo(1);
    assertThat(bin(255)).isEqualTo(57);
    assertThat(bin(5)).isEqualTo(58);
  }

  @ParameterizedTest
  @CsvSource({"32,32,3,5", "32,32,1,300", "5,4,3,3", "7,11,1,4", "33,18,3,2"})
  void agreesWithNaive(int height, int width, int channels, int n) {
    Random random = new Random(height * 100L + width);
    byte[] pixels = new byte[n * height * width * channels];
    for (int i = 0; i < pixels.length; i++) {
      // Few levels make ties, so that "≥" and ">" differ; large ones test the sign.
      pixels[i] = (byte) (random.nextInt(6) * 51);
    }
    Images images = new Images(height, width, channels, pixels);
    Features fast = new LbpFeatures().extract(images, Progress.NONE);
    assertThat(fast.size()).isEqualTo(n);
    for (int i = 0; i < n; i++) {
      float[] naive = naive(images, i);
      for (int d = 0; d < 236; d++) {
        assertThat(fast.values()[i * 236 + d]).isEqualTo(naive[d], within(1e-6f));
      }
    }
  }

  private static float[] naive(Images images, int image) {
    int height = images.height();
    int width = images.width();
    int[][] grey = new int[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = image * images.imageLength() + (y * width + x) * images.channels();
        int[] c = new int[3];
        for (int k = 0; k < 3; k++) {
          c[k] = images.pixels()[at + (images.channels() == 3 ? k : 0)] & 255;
        }
        grey[y][x] = (int) Math.floor((299 * c[0] + 587 * c[1] + 114 * c[2]) / 1000.0 + 0.5);
      }
    }
    int[] dy = {-1, -1, -1, 0, 1, 1, 1, 0};
    int[] dx = {-1, 0, 1, 1, 1, 0, -1, -1};
    float[] out = new float[236];
    int[] pixels = new int[4];
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int code = 0;
        for (int p = 0; p < 8; p++) {
          code += grey[y + dy[p]][x + dx[p]] >= grey[y][x] ? 1 << p : 0;
        }
        int cell = (y - 1 < (height - 2) / 2 ? 0 : 2) + (x - 1 < (width - 2) / 2 ? 0 : 1);
        out[cell * 59 + bin(code)]++;
        pixels[cell]++;
      }
    }
    for (int d = 0; d < 236; d++) {
      out[d] /= pixels[d / 59];
    }
    return out;
  }

  /** From the definition: position among the codes whose 8 circular bits change at most twice. */
  private static int bin(int code) {
    int at = UNIFORM.indexOf(code);
    return at < 0 ? 58 : at;
  }

  private static List<Integer> uniform() {
    List<Integer> uniform = new ArrayList<>();
    for (int c = 0; c < 256; c++) {
      int changes = 0;
      for (int p = 0; p < 8; p++) {
        changes += (c >> p & 1) == (c >> (p + 1) % 8 & 1) ? 0 : 1;
      }
      if (changes <= 2) {
        uniform.add(c);
      }
    }
    assertThat(uniform).hasSize(58);
    return uniform;
  }

  @Test
  void isRegistered() {
    FeatureMethod method =
        ServiceLoader.load(FeatureMethod.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(m -> m.outputs().contains("lbp"))
            .findFirst()
            .orElseThrow();
    Images images = new Images(4, 4, 1, new byte[32]);
    Split split =
        new Split("t", 1, new int[] {0, 1}, new int[0], new int[0], new int[0], 1, List.of());
    TrainingSet data = TrainingSet.of(images, new int[2], split);
    assertThat(
            method.train(data, 1, Progress.NONE).extract(images, Progress.NONE).get("lbp").size())
        .isEqualTo(2);
  }

  @Test
  void tooSmall() {
    assertThatThrownBy(
            () -> new LbpFeatures().extract(new Images(4, 3, 1, new byte[12]), Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width must be at least 4, found 3");
  }
}
