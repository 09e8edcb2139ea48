package io.ddh.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ddh data check} end to end, on drawn pictures. */
class DataCheckCommandTest {
  private static final int EACH = 12;

  @TempDir Path folder;
  private Path faces;

  /** A middle that all share, with waves of the picture's own, in anything. */
  @BeforeEach
  void draw() throws IOException {
    faces = Files.createDirectory(folder.resolve("faces"));
    Random random = new Random(9);
    for (String person : List.of("ann", "bob", "cy", "dee", "eve")) {
      Path own = Files.createDirectory(faces.resolve(person));
      for (int i = 0; i < EACH; i++) {
        int around = random.nextInt(256);
        double fx = 0.2 + random.nextDouble();
        double fy = 0.2 + random.nextDouble();
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < 64 * 64; p++) {
          int x = p % 64;
          int y = p / 64;
          boolean middle = Math.abs(x - 31.5) < 16 && Math.abs(y - 31.5) < 16;
          double wave = 30 * Math.sin(fx * x + fy * y);
          int value = (int) Math.max(0, Math.min(255, (middle ? 128 : around) + wave));
          image.setRGB(x, y, value << 16 | value << 8 | value / 2);
        }
        ImageIO.write(image, "png", own.resolve(i + ".png").toFile());
      }
    }
  }

  private Cli check(String... more) {
    String[] start = {"data", "check", faces.toString(), "--work", folder + "/work"};
    String[] all = new String[start.length + more.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return Cli.of(all);
  }

  @Test
  void aGoodSet() throws IOException {
    Cli cli = check();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .contains(
            "form        folder (",
            "people      5 with 12 images each",
            "images      60, as read 32x32x3, colour",
            "files       60 image files; width 64, height 64",
            "copies      0 images",
            "split       facescrub, seed 1: 25 queries, gallery of 35",
            "0 queries (0.0 %) have a twin in the gallery",
            "crop        suggestion: the faces fill about 5",
            "use         faces: { form: folder, path: ");
    BufferedImage sheet = ImageIO.read(folder.resolve("work/check/faces.png").toFile());
    assertThat(sheet.getWidth()).isGreaterThan(12 * 64);
    assertThat(check("--set", "crop=32").out()).doesNotContain("suggestion");
  }

  @Test
  void duplicatesAndDamageAreFoundAndCounted() throws IOException {
    Files.copy(faces.resolve("ann/3.png"), faces.resolve("bob/copy.png"));
    BufferedImage shown = ImageIO.read(faces.resolve("cy/1.png").toFile());
    for (int i = 0; i < EACH; i++) {
      ImageIO.write(shown, "jpg", faces.resolve("cy/again" + i + ".jpg").toFile());
    }
    Files.writeString(faces.resolve("dee/broken.jpg"), "nothing");
    Path png = folder.resolve("sheet.png");
    Cli cli = check("--json", "--sheet", png.toString());
    assertThat(cli.code()).isZero();
    JsonNode found = new ObjectMapper().readTree(cli.out());
    assertThat(found.at("/images").asInt()).isEqualTo(73);
    assertThat(found.at("/images_a_person/max").asInt()).isEqualTo(24);
    assertThat(found.at("/files/same/0/0").asText()).isEqualTo("ann/3.png");
    assertThat(found.at("/files/same/0/1").asText()).isEqualTo("bob/copy.png");
    assertThat(found.at("/copies/surplus").asInt()).isEqualTo(12);
    assertThat(found.at("/copies/across_people").asInt()).isEqualTo(1);
    // By name: 0, 1, 10, 11, 2, 3.
    assertThat(found.at("/copies/groups/0/0").asText()).isEqualTo("ann #6");
    assertThat(found.at("/twins/images").asInt()).isEqualTo(15);
    assertThat(found.at("/twins/pairs").asInt()).isEqualTo(13 * 12 / 2 + 1);
    assertThat(found.at("/twins/across_people").asInt()).isEqualTo(1);
    assertThat(found.at("/twins/queries").asInt()).isPositive();
    assertThat(found.at("/notes/0").asText()).contains("dee/broken.jpg");
    assertThat(found.has("refused")).isFalse();
    assertThat(png).exists();
    assertThat(folder.resolve("sheet-twins.png")).exists();
  }

  @Test
  void whatARunWouldRefuseIsShownAndEndsWithTwo() throws IOException {
    for (int i = 0; i < 7; i++) {
      Files.writeString(faces.resolve("dee/broken" + i + ".jpg"), "nothing");
    }
    Cli cli = check();
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).contains("60, as read", "refused     ");
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(cli.err()).contains("7 of 67 image files can't be read");
  }

  @Test
  void aSplitThatCannotBeDrawnIsNoReasonToSayNothing() {
    Cli cli = check("--protocol", "given");
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("split       given can't be drawn: ");
    assertThat(check("--protocol", "gives").err()).contains("did you mean 'given'");
    assertThat(Cli.of("data", "check", folder + "/none").err()).contains("no such file");
  }
}
