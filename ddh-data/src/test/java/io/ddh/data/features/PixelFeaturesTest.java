package io.ddh.data.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.Features;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelFeaturesTest {
  @ParameterizedTest
  @CsvSource({"1,1,1,1", "300,3,5,3", "257,28,28,1"})
  void everyValueInItsPlaceFromNoughtToOne(int n, int height, int width, int channels) {
    byte[] pixels = new byte[n * height * width * channels];
    new Random(n).nextBytes(pixels);
    Images images = new Images(height, width, channels, pixels);
    Features features = new PixelFeatures().extract(images, Progress.NONE);
    assertThat(features.size()).isEqualTo(n);
    assertThat(features.dimension()).isEqualTo(height * width * channels);
    for (int i = 0; i < pixels.length; i++) {
      assertThat(features.values()[i]).isEqualTo((pixels[i] & 255) / 255f);
    }
  }

  @Test
  void lengthFollowsFromTheImages() {
    PixelFeatures method = new PixelFeatures();
    Images images = new Images(28, 28, 1, new byte[784]);
    assertThat(method.outputs()).containsExactly("pixels");
    assertThat(method.dimension("pixels")).isZero();
    assertThat(method.dimension("pixels", images.shape())).isEqualTo(784);
    assertThat(method.worthKeeping()).isFalse();
  }
}
