package io.ddh.data.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.Images;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
  @TempDir Path folder;

  @Test
  void laysImagesOutInRows() throws IOException {
    byte[] pixels = new byte[3 * 4 * 4 * 3];
    for (int i = 0; i < 3; i++) {
      Arrays.fill(pixels, i * 48, (i + 1) * 48, (byte) (60 * (i + 1)));
    }
    Path png = folder.resolve("new/sheet.png");
    ContactSheet.write(png, new Images(4, 4, 3, pixels), 2, 3, "synthetic faces");
    BufferedImage sheet = ImageIO.read(png.toFile());
    // Cells of 4·3 pixels with gaps of 3; a caption of 26 rows.
    assertThat(sheet.getWidth()).isEqualTo(2 * 15 + 3);
    assertThat(sheet.getHeight()).isEqualTo(2 * 15 + 3 + 26);
    assertThat(sheet.getRGB(3 + 6, 26 + 6) & 0xff).isEqualTo(60);
    assertThat(sheet.getRGB(18 + 6, 26 + 6) & 0xff).isEqualTo(120);
    assertThat(sheet.getRGB(3 + 6, 41 + 6) & 0xff).isEqualTo(180);
    assertThat(sheet.getRGB(18 + 6, 41 + 6) & 0xff).isEqualTo(255);
  }

  @Test
  void badArgumentsLeaveNoFile() {
    Path png = folder.resolve("sheet.png");
    Images one = new Images(1, 1, 1, new byte[1]);
    assertThatThrownBy(() -> ContactSheet.write(png, one, 0, 1, "synthetic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("columns");
    assertThatThrownBy(() -> ContactSheet.write(png, one, 1, 17, "synthetic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scale");
    assertThat(Files.exists(png)).isFalse();
  }
}
