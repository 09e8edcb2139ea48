package io.ddh.data.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.Images;
import io.ddh.data.draw.ImageSheet.Frame;
import io.ddh.data.draw.ImageSheet.Tile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSheetTest {
  private static final int HEAD = 54;

  @TempDir Path folder;

  /** Three grey images of 4×4 pixels: 60, 120, 180. */
  private static Images images() {
    byte[] pixels = new byte[3 * 4 * 4 * 3];
    for (int i = 0; i < 3; i++) {
      Arrays.fill(pixels, i * 48, (i + 1) * 48, (byte) (60 * (i + 1)));
    }
    return new Images(4, 4, 3, pixels);
  }

  private static int blue(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xff;
  }

  @Test
  void imagesLieInRows() throws IOException {
    Path png = folder.resolve("new/sheet.png");
    new ImageSheet("synthetic faces", "", 12, 12, 3, ImageSheet.grid(images(), 2)).write(png);
    BufferedImage sheet = ImageIO.read(png.toFile());
    assertThat(sheet.getWidth()).as("room for the title").isEqualTo(600);
    assertThat(sheet.getHeight()).isEqualTo(HEAD + 2 * 15);
    assertThat(blue(sheet, 3 + 6, HEAD + 6)).isEqualTo(60);
    assertThat(blue(sheet, 18 + 6, HEAD + 6)).isEqualTo(120);
    assertThat(blue(sheet, 3 + 6, HEAD + 15 + 6)).isEqualTo(180);
    assertThat(blue(sheet, 18 + 6, HEAD + 15 + 6)).isEqualTo(255);
  }

  /** Without title and gap nothing but the pixels, as they are. */
  @Test
  void aSheetMayBeTheImagesAlone() {
    List<List<Tile>> rows = List.of(ImageSheet.grid(images(), 3).get(0), List.of(Tile.BLANK));
    BufferedImage sheet = new ImageSheet("", "", 4, 4, 0, rows).draw();
    assertThat(sheet.getWidth()).isEqualTo(12);
    assertThat(sheet.getHeight()).isEqualTo(8);
    for (int x = 0; x < 12; x++) {
      assertThat(blue(sheet, x, 3)).isEqualTo(60 * (1 + x / 4));
      assertThat(blue(sheet, x, 4)).isEqualTo(255);
    }
  }

  @Test
  void framesTextAndMissingImages() {
    Optional<BufferedImage> image = Optional.of(Bitmaps.of(images(), 0));
    List<Tile> row =
        List.of(
            new Tile(image, Frame.RIGHT, List.of("distance 1", "right")),
            new Tile(image, Frame.WRONG, List.of()),
            new Tile(Optional.empty(), Frame.MISSING, List.of("a long name ".repeat(9))));
    BufferedImage sheet = new ImageSheet("title", "caption", 96, 96, 20, List.of(row)).draw();
    assertThat(sheet.getHeight()).isEqualTo(84 + 96 + 2 * 18 + 20);
    int green = 0;
    int red = 0;
    for (int x = 20; x < 116; x++) {
      green += (sheet.getRGB(x, 84) & 0xFFFFFF) == 0x009E73 ? 1 : 0;
      red += (sheet.getRGB(x + 116, 84) & 0xFFFFFF) == 0xD55E00 ? 1 : 0;
    }
    assertThat(green).as("solid").isEqualTo(96);
    assertThat(red).as("dashed").isBetween(50, 75);
    assertThat(blue(sheet, 252 + 5, 84 + 5)).isEqualTo(0xDD);
    int dark = 0;
    for (int y = 185; y < sheet.getHeight(); y++) {
      for (int x = 0; x < sheet.getWidth(); x++) {
        dark += blue(sheet, x, y) < 0x99 ? 1 : 0;
        assertThat(x > 585 && blue(sheet, x, y) < 0xFF).as("text at the edge").isFalse();
      }
    }
    assertThat(dark).isPositive();
  }

  @Test
  void badArgumentsAreRefused() {
    assertThatThrownBy(() -> ImageSheet.grid(images(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("columns");
    assertThatThrownBy(() -> new ImageSheet("t", "", 0, 1, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width");
  }
}
