package io.ddh.data.read.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.ImageShape;
import io.ddh.core.Images;
import io.ddh.data.read.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole photos; {@link ImageFilesTest} compares their pixels with Pillow for all variants. */
class WholePhotoTest {
  /** 90×70 pixels, so that the turn's blocks are whole and cut ones. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void eachPixelOfATurnedPhotoIsWhereExifSaysIt(int orientation) throws IOException {
    byte[] jpeg = TestImages.encode(TestImages.noise(90, 70, BufferedImage.TYPE_INT_RGB, 3), "jpg");
    Images plain = WholePhoto.read(jpeg);
    Images turned = WholePhoto.read(TestImages.withOrientation(jpeg, orientation, true));
    ExifOrientation turn = ExifOrientation.of(orientation);
    assertThat(plain.shape()).isEqualTo(new ImageShape(70, 90, 3));
    assertThat(turned.height()).isEqualTo(turn.transposed() ? 90 : 70);
    for (int y = 0; y < turned.height(); y++) {
      for (int x = 0; x < turned.width(); x++) {
        int column = turn.transposed() ? y : x;
        int row = turn.transposed() ? x : y;
        column = turn.flipX() ? 89 - column : column;
        row = turn.flipY() ? 69 - row : row;
        for (int c = 0; c < 3; c++) {
          assertThat(turned.pixels()[(y * turned.width() + x) * 3 + c])
              .isEqualTo(plain.pixels()[(row * 90 + column) * 3 + c]);
        }
      }
    }
  }

  @Test
  void onePixel() throws IOException {
    byte[] png = TestImages.encode(TestImages.noise(1, 1, BufferedImage.TYPE_BYTE_GRAY, 3), "png");
    Images found = WholePhoto.prepare(png, "dot.png");
    assertThat(found.shape()).isEqualTo(new ImageShape(1, 1, 3));
    assertThat(found.pixels()[1]).isEqualTo(found.pixels()[0]);
  }

  @Test
  void aTextNamedJpgIsRefusedInOneLine() {
    byte[] text = "Dear diary".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> WholePhoto.prepare(text, "diary.jpg"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "diary.jpg: not a readable image; valid formats are JPEG, PNG, BMP, PNM, TIFF, WebP,"
                + " GIF");
  }

  /** 12,000×9,000 pixels by the header: refused before any memory is set aside. */
  @Test
  void tooManyPixelsAreRefusedInOneLine() throws IOException {
    byte[] png = TestImages.encode(TestImages.noise(8, 8, BufferedImage.TYPE_INT_RGB, 3), "png");
    ByteBuffer.wrap(png).putInt(16, 12_000).putInt(20, 9_000);
    assertThatThrownBy(() -> WholePhoto.prepare(png, "wall.png"))
        .isInstanceOf(BadInputException.class)
        .hasMessage("wall.png: 12000×9000 pixels, but an image may have at most 100000000");
  }
}
