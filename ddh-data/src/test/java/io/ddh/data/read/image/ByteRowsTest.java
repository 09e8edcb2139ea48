package io.ddh.data.read.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.data.read.TestImages;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRowsTest {
  /** Parity with the raster's own way, also in a part of a image. */
  @ParameterizedTest
  @CsvSource({"5, 3", "10, 1"})
  void theValuesAreTheRasters(int type, int bands) {
    BufferedImage whole = TestImages.noise(13, 9, type, 3);
    for (BufferedImage image : new BufferedImage[] {whole, whole.getSubimage(2, 3, 8, 5)}) {
      assertThat(ByteRows.fit(image, bands)).isTrue();
      int x0 = 1;
      int width = image.getWidth() - 3;
      ByteRows rows = new ByteRows(image, x0, 2, width, bands);
      for (int y = 0; y < image.getHeight() - 2; y++) {
        int[] expected = image.getRaster().getPixels(x0, 2 + y, width, 1, (int[]) null);
        float[] found = new float[width * bands];
        rows.read(y, found);
        for (int i = 0; i < found.length; i++) {
          assertThat(found[i]).isEqualTo(expected[i]);
        }
      }
    }
  }

  @Test
  void otherLayoutsAreLeftToTheRaster() {
    assertThat(ByteRows.fit(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), 3)).isFalse();
    assertThat(ByteRows.fit(new BufferedImage(2, 2, BufferedImage.TYPE_4BYTE_ABGR), 3)).isFalse();
    assertThat(ByteRows.fit(new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY), 1)).isFalse();
  }
}
