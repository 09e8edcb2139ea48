package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PlainJpegTest {
  private static byte[] jpeg(int width, int height, int type) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    Random random = new Random(width);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, random.nextInt());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }

  /** The same picture as a reader gives that nobody asked for an order. */
  @Test
  void givesTheReadersPixels() throws IOException {
    ImageDecoder.prepare();
    for (int side : new int[] {1, 7, 16, 33}) {
      byte[] file = jpeg(side, side + 2, BufferedImage.TYPE_INT_RGB);
      assertThat(PlainJpeg.is(file)).isTrue();
      BufferedImage found = ImageDecoder.decode(file, 10_000).image();
      assertThat(found.getColorModel().isCompatibleRaster(found.getRaster())).isTrue();
      BufferedImage expected = ImageIO.read(new ByteArrayInputStream(file));
      int[] pixels = expected.getRGB(0, 0, side, side + 2, null, 0, side);
      assertThat(found.getRGB(0, 0, side, side + 2, null, 0, side)).isEqualTo(pixels);
      byte[] fast = new byte[4 * 4 * 3];
      byte[] plain = new byte[4 * 4 * 3];
      FaceScaler scaler = new FaceScaler(0, 4, 3);
      scaler.scale(new ImageDecoder.Decoded(found, ExifOrientation.UPRIGHT), fast, 0);
      scaler.scale(new ImageDecoder.Decoded(expected, ExifOrientation.UPRIGHT), plain, 0);
      assertThat(fast).isEqualTo(plain);
    }
  }

  @Test
  void greyOnesAndThoseWithAProfileAreNone() throws IOException {
    assertThat(PlainJpeg.is(jpeg(5, 5, BufferedImage.TYPE_BYTE_GRAY))).isFalse();
    byte[] file = jpeg(5, 5, BufferedImage.TYPE_INT_RGB);
    for (int marker : new int[] {0xE2, 0xEE, 0xC3}) {
      byte[] other = file.clone();
      other[3] = (byte) marker;
      assertThat(PlainJpeg.is(other)).as("marker %x", marker).isFalse();
    }
    assertThat(PlainJpeg.is(new byte[0])).isFalse();
    assertThat(PlainJpeg.is(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 0})).isFalse();
  }

  /** What it is for: the decoder's rows are copied as they are. */
  @Test
  void theReaderLaysThePixelsOutInTheOrderOfItsRows() throws IOException {
    byte[] file = jpeg(9, 9, BufferedImage.TYPE_INT_RGB);
    BufferedImage found = ImageDecoder.decode(file, 10_000).image();
    assertThat(found.getType()).isNotEqualTo(BufferedImage.TYPE_3BYTE_BGR);
    assertThat(ByteRows.fit(found, 3)).isTrue();
  }
}
