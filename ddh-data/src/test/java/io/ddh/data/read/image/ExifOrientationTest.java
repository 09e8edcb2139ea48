package io.ddh.data.read.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ddh.core.FaceAligner;
import io.ddh.core.Images;
import io.ddh.data.read.TestImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExifOrientationTest {
  @TempDir Path folder;

  private static byte[] jpeg() throws IOException {
    return TestImages.encode(TestImages.quarters(64, 32), "jpg");
  }

  /**
   * The stored quarters are R G above B W. EXIF says what stored row 0 and column 0 are in the
   * upright image, so for 6 (row 0 = right side, column 0 = top) R stands upper right.
   */
  @ParameterizedTest
  @CsvSource({
    "1,RGBW", "2,GRWB", "3,WBGR", "4,BWRG", "5,RBGW", "6,BRWG", "7,WGBR", "8,GWRB", "0,RGBW",
    "9,RGBW"
  })
  void imageIsTurnedUpright(int orientation, String quarters) throws IOException {
    for (boolean littleEndian : new boolean[] {true, false}) {
      byte[] file = TestImages.withOrientation(jpeg(), orientation, littleEndian);
      Path path = TestImages.write(folder.resolve("a.jpg"), file);
      byte[] out = new byte[2 * 2 * 3];
      new FaceScaler(0, 2, 3)
          .scale(ImageDecoder.decode(Files.readAllBytes(path), ImageDecoder.MAX_PIXELS), out, 0);
      assertThat(colours(out)).isEqualTo(quarters);
    }
  }

  private static String colours(byte[] rgb) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rgb.length; i += 3) {
      boolean red = (rgb[i] & 255) > 127;
      boolean green = (rgb[i + 1] & 255) > 127;
      text.append(red && green ? 'W' : red ? 'R' : green ? 'G' : 'B');
    }
    return text.toString();
  }

  /** 5×4, crop 2: upright columns 1 and 2, stored columns 5-1-2 = 2 and 3 when mirrored. */
  @Test
  void oddRestIsHalvedInTheUprightImage() throws IOException {
    byte[] samples = new byte[5 * 4];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (10 * (i % 5));
    }
    Path path = TestImages.write(folder.resolve("a.pgm"), TestImages.pnm(5, 4, 1, 255, samples));
    var image = ImageDecoder.decode(Files.readAllBytes(path), ImageDecoder.MAX_PIXELS).image();
    byte[] out = new byte[4];
    FaceScaler scaler = new FaceScaler(2, 2, 1);
    scaler.scale(new ImageDecoder.Decoded(image, ExifOrientation.UPRIGHT), out, 0);
    assertThat(out).containsExactly(10, 20, 10, 20);
    scaler.scale(new ImageDecoder.Decoded(image, ExifOrientation.MIRRORED), out, 0);
    assertThat(out).containsExactly(30, 20, 30, 20);
  }

  /** With an aligner that changes nothing, a part is what the scaler cuts out in that size. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
  void partsToAlignAreTurnedAsScaledPartsAre(int orientation) throws IOException {
    byte[] jpeg = TestImages.encode(TestImages.quarters(37, 26), "jpg");
    byte[] file = TestImages.withOrientation(jpeg, orientation, true);
    FaceScaler scaler = new FaceScaler(11, 11, 3);
    for (Optional<FaceBox> box :
        List.of(
            Optional.<FaceBox>empty(),
            Optional.of(new FaceBox(3, 7, 11, 11, true)),
            Optional.of(new FaceBox(9, 2, 11, 11, false)))) {
      byte[] scaled = new byte[scaler.length()];
      byte[] aligned = new byte[scaler.length()];
      scaler.scale(file, box, scaled, 0);
      assertThat(scaler.align(file, box, new Unchanged(), aligned, 0)).isTrue();
      assertThat(aligned).isEqualTo(scaled);
    }
  }

  private record Unchanged() implements FaceAligner {
    @Override
    public String identity() {
      return "";
    }

    @Override
    public Aligned align(Images photo, int size) {
      return new Aligned(photo, true);
    }

    @Override
    public void close() {}
  }

  @Test
  void pngChunk() throws IOException {
    byte[] png = TestImages.encode(TestImages.quarters(8, 8), "png");
    byte[] withTag = TestImages.withOrientation(jpeg(), 6, false);
    byte[] tiff = Arrays.copyOfRange(withTag, 12, 12 + 26);
    ByteBuffer file = ByteBuffer.allocate(png.length + 12 + tiff.length);
    file.put(png, 0, 33).putInt(tiff.length).putInt(0x65584966).put(tiff).putInt(0);
    file.put(png, 33, png.length - 33);
    assertThat(ImageFile.of(png).orientation()).isEqualTo(ExifOrientation.UPRIGHT);
    assertThat(ImageFile.of(file.array()).orientation()).isEqualTo(ExifOrientation.QUARTER_TURN);
  }

  @Test
  void damagedTagsNeverThrow() throws IOException {
    byte[] whole = Arrays.copyOfRange(TestImages.withOrientation(jpeg(), 8, false), 12, 80);
    assertThat(ExifOrientation.ofExif(ByteBuffer.wrap(whole)))
        .isEqualTo(ExifOrientation.THREE_QUARTER_TURN);
    for (int length = 0; length < whole.length; length++) {
      ByteBuffer part = ByteBuffer.wrap(Arrays.copyOf(whole, length));
      assertThatCode(() -> ExifOrientation.ofExif(part)).doesNotThrowAnyException();
    }
    Random random = new Random(5);
    for (int round = 0; round < 5_000; round++) {
      byte[] damaged = whole.clone();
      for (int k = 0; k < 3; k++) {
        damaged[2 + random.nextInt(damaged.length - 2)] = (byte) random.nextInt();
      }
      assertThatCode(() -> ExifOrientation.ofExif(ByteBuffer.wrap(damaged)))
          .doesNotThrowAnyException();
    }
  }
}
