package io.ddh.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ddh.experiments.report.KeptTwins;
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

/** {@code ddh data check} end to end, on drawn images. */
class DataCheckCommandTest {
  private static final int EACH = 12;

  @TempDir Path folder;
  private Path faces;

  /** A middle that all share, with waves of the image's own, in anything. */
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

  private Tool check(String... more) {
    String[] start = {"data", "check", faces.toString(), "--work", folder + "/work"};
    String[] all = new String[start.length + more.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return Tool.of(all);
  }

  @Test
  void aGoodSet() throws IOException {
    Tool cli = check();
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
            "0 queries (0.0 %) have a twin (near duplicate) in the gallery",
            "crop        suggestion: the faces fill about 5",
            "use         faces: { form: folder, path: ");
    BufferedImage sheet = ImageIO.read(folder.resolve("work/check/faces.png").toFile());
    assertThat(sheet.getWidth()).isGreaterThan(12 * 64);
    assertThat(check("--set", "crop=32").out()).doesNotContain("suggestion");
  }

  /** Images of two sizes: pixels would fit neither. */
  @Test
  void theSuggestedCropIsAShareWhereSizesDiffer() throws IOException {
    assertThat(check().out()).containsPattern("of the side, so set crop: 3[0-9] \\(");
    for (String person : List.of("ann", "bob")) {
      for (int i = 0; i < EACH; i++) {
        Path file = faces.resolve(person).resolve(i + ".png");
        BufferedImage large = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
        large.createGraphics().drawImage(ImageIO.read(file.toFile()), 0, 0, 128, 128, null);
        ImageIO.write(large, "png", file.toFile());
      }
    }
    Tool cli = check();
    assertThat(cli.out()).containsPattern("of the side, so set crop: 5[0-9]% \\(");
    JsonNode found = new ObjectMapper().readTree(check("--json").out());
    String share = found.at("/suggested_crop/crop").asText();
    Tool again = check("--set", "crop=" + share);
    assertThat(again.out()).contains(", crop: " + share + ",").doesNotContain("suggestion");
    assertThat(check("--set", "crop=0%").err()).contains("--set.crop: must be pixels", "found 0%");
  }

  @Test
  void numbersOfTwinsAreKeptBesideTheResults() throws IOException {
    Path yaml = folder.resolve("e.yaml");
    Files.writeString(
        yaml,
        "version: 1\ndatasets:\n  mine: { form: folder, path: \""
            + faces
            + "\", crop: 45%, split: { protocol: facescrub, queries: 2 } }\n"
            + "profiles:\n  p: { datasets: [mine], methods: [lsh], bits: [12], seeds: [1, 2] }\n");
    String results = folder.resolve("results").toString();
    String work = folder.resolve("work").toString();
    String[] mine = {
      "data",
      "check",
      "--dataset",
      "mine",
      "--keep",
      "--config",
      yaml.toString(),
      "--results",
      results,
      "--work",
      work,
      "--seed",
      "1",
    };
    assertThat(Tool.of(mine).out()).contains("kept in     ", "crop: 45%, ");
    mine[mine.length - 1] = "2";
    Files.copy(faces.resolve("ann/3.png"), faces.resolve("ann/copy.png"));
    for (int i = 0; i < 11; i++) {
      Files.copy(faces.resolve("bob/5.png"), faces.resolve("bob/copy" + i + ".png"));
    }
    assertThat(Tool.of(mine).code()).isZero();
    mine[mine.length - 1] = "1";
    assertThat(Tool.of(mine).code()).isZero();
    List<KeptTwins> kept = KeptTwins.read(folder.resolve("results"), "mine");
    assertThat(kept).extracting(KeptTwins::seed).containsExactly(1L, 2L);
    assertThat(kept).extracting(KeptTwins::data).containsOnly(kept.get(0).data());
    assertThat(kept.get(0).split()).isNotEqualTo(kept.get(1).split());
    // Shown with what a run makes of the same data and splits.
    String[] run = {
      "run", "--profile", "p", "--config", yaml.toString(), "--results", results, "--work", work,
    };
    assertThat(Tool.of(run).err()).isEmpty();
    String table = Files.readString(folder.resolve("results/mine/table1.md"));
    assertThat(table)
        .contains("- Near twins: ", " of 10 queries (", "; splits of seeds 1, 2) have");
    assertThat(check("--keep").err()).contains("--keep: valid only with --dataset");
  }

  /** What boxes cut out shows no whole images. */
  @Test
  void noCropIsSuggestedWhereBoxesSayWhatIsCutOut() throws IOException {
    StringBuilder boxes = new StringBuilder("path,x,y,width,height\n");
    for (String person : List.of("ann", "bob", "cy", "dee", "eve")) {
      for (int i = 0; i < EACH; i++) {
        boxes.append(person + "/" + i + ".png,0,0,64,64\n");
      }
    }
    Files.writeString(faces.resolve("boxes.csv"), boxes);
    assertThat(check("--set", "boxes=boxes.csv").out())
        .contains("60, as read")
        .doesNotContain("suggestion");
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
    Tool cli = check("--json", "--sheet", png.toString());
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
    Tool cli = check();
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).contains("60, as read", "refused     ");
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(cli.err()).contains("7 of 67 image files can't be read");
  }

  @Test
  void aSplitThatCannotBeDrawnIsNoReasonToSayNothing() {
    Tool cli = check("--protocol", "given");
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("split       given can't be drawn: ");
    assertThat(check("--protocol", "gives").err()).contains("did you mean 'given'");
    assertThat(Tool.of("data", "check", folder + "/none").err()).contains("no such file");
  }
}
