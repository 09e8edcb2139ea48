package io.ddh.data.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSurveyTest {
  @TempDir Path folder;

  private void draw(String name, int width, int height, int colour) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(1, 1, colour);
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void sizesAndEqualFilesAreFoundWithoutDecoding() throws IOException {
    draw("a/1.png", 20, 10, 1);
    draw("a/2.png", 20, 10, 2);
    draw("b/3.PNG", 30, 40, 3);
    Files.copy(folder.resolve("a/2.png"), folder.resolve("b/0.png"));
    Files.writeString(folder.resolve("b/broken.jpg"), "no image");
    Files.writeString(folder.resolve("b/readme.txt"), "no image");
    FileSurvey survey = FileSurvey.of(folder, Progress.NONE);
    assertThat(survey.files()).isEqualTo(5);
    assertThat(survey.sized()).isEqualTo(4);
    assertThat(survey.widths()).isEqualTo(new CountRange(20, 20, 30));
    assertThat(survey.heights()).hasToString("10 / 10 / 40");
    assertThat(survey.sizes())
        .containsExactly(new FileSurvey.Size(20, 10, 3), new FileSurvey.Size(30, 40, 1));
    assertThat(survey.copies()).containsExactly(List.of("a/2.png", "b/0.png"));
  }
}
