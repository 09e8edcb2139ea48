package io.ddh.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ddh data pack} end to end. */
class DataPackCommandTest {
  @TempDir Path folder;
  private Path faces;

  @BeforeEach
  void draw() throws IOException {
    faces = Files.createDirectory(folder.resolve("Faces"));
    Random random = new Random(5);
    for (String person : List.of("ann", "bob", "cy")) {
      Path own = Files.createDirectory(faces.resolve(person));
      for (int i = 0; i < 8; i++) {
        BufferedImage image = new BufferedImage(12, 10, BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < 120; p++) {
          image.setRGB(p % 12, p / 12, random.nextInt(1 << 24));
        }
        ImageIO.write(image, "png", own.resolve(i + ".png").toFile());
      }
    }
  }

  private Tool ddh(String line) {
    List<String> arguments = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      arguments.add(word.replace("DIR", folder.toString()));
    }
    return Tool.of(arguments.toArray(String[]::new));
  }

  @Test
  void aRunOnThePackedFileHasTheResultsOfTheFolder() throws IOException {
    Tool pack = ddh("data pack DIR/Faces -o DIR/f.ddh --set crop=10 --set size=16 --work DIR/work");
    assertThat(pack.err()).isEmpty();
    assertThat(pack.code()).isZero();
    assertThat(pack.out()).contains("24 images 16x16x3 of 3 people, digest ", "form: packed");
    String folderLine =
        "faces: { form: folder, path: \"DIR/Faces\", crop: 10, size: 16,"
            + " split: { protocol: facescrub, queries: 2 } }";
    String packedLine =
        "faces: { form: packed, path: \"DIR/f.ddh\","
            + " split: { protocol: facescrub, queries: 2 } }";
    String original = metrics(folderLine, "a");
    assertThat(metrics(packedLine, "b")).isEqualTo(original).contains("map");
    assertThat(ddh("data pack DIR/f.ddh -o DIR/g.ddh").out()).contains("24 images 16x16x3");
  }

  private String metrics(String line, String results) throws IOException {
    Path yaml =
        Files.writeString(
            folder.resolve("e.yaml"),
            "version: 1\nprofiles:\n"
                + "  p: { datasets: [faces], methods: [lsh], bits: [8], seeds: [1] }\n"
                + "datasets:\n  "
                + line.replace("DIR", folder.toString())
                + "\n");
    Tool run = ddh("run --profile p --results DIR/" + results + " --work DIR/w --config " + yaml);
    assertThat(run.err()).isEmpty();
    return Files.readString(folder.resolve(results).resolve("faces").resolve("cells.csv"));
  }

  @Test
  void mistakesAreOneLine() throws IOException {
    Files.writeString(folder.resolve("text"), "hello");
    String[][] mistakes = {
      {"data pack DIR/nowhere -o DIR/x", "nowhere: no such file or folder"},
      {"data pack DIR/text -o DIR/x", "text: a text, \"hello\"; valid: "},
      {"data pack -o DIR/x", "give either PATH or --dataset"},
      {"data pack DIR/Faces --dataset lfw10 -o DIR/x", "give either PATH or --dataset"},
      {"data pack --dataset lfw1 -o DIR/x", "did you mean 'lfw10'"},
      {"data pack DIR/Faces", "-o"},
      {"data pack DIR/Faces --form foldr -o DIR/x", "did you mean 'folder'"},
      {"data pack DIR/Faces --form faces -o DIR/x", "takes no PATH"},
      {"data pack DIR/Faces --set crop -o DIR/x", "must be KEY=VALUE"},
      {"data pack DIR/Faces --set crup=3 -o DIR/x", "unknown key 'crup'"},
      {"data pack DIR/Faces --set crop=x -o DIR/x", "crop"},
      {"data pack DIR/Faces -o DIR/text/x --work DIR/w", "text"},
      {"data", "needs a command: get, list"},
      {"data fetch", "fetch"},
    };
    for (String[] mistake : mistakes) {
      Tool cli = ddh(mistake[0]);
      assertThat(cli.code()).as(mistake[0]).isEqualTo(2);
      assertThat(cli.err()).as(mistake[0]).startsWith("ddh: ").contains(mistake[1]);
      assertThat(cli.err().lines()).as(mistake[0]).hasSize(1);
      assertThat(Files.exists(folder.resolve("x"))).isFalse();
    }
  }
}
