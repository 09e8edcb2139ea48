package io.ddh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ddh index build} and {@code ddh search} on photos of {@code DDH_DATA}, which stay in a
 * temporary folder.
 */
class RealPhotosTest {
  private static final int PEOPLE = 6;
  private static final int EACH = 4;

  @TempDir Path folder;
  private final List<Path> people = new ArrayList<>();

  private static Path data(String name) {
    Path there = Path.of(System.getenv().getOrDefault("DDH_DATA", "missing"), name);
    assumeTrue(Files.isDirectory(there), there + " is missing: photos are not tested");
    return there;
  }

  private static List<Path> some(Path folder, int from, int count) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().skip(from).limit(count).toList();
    }
  }

  @BeforeEach
  void album() throws IOException, InterruptedException {
    people.addAll(some(data("lfw10"), 0, PEOPLE + 1));
    for (Path person : people.subList(0, PEOPLE)) {
      Path to = Files.createDirectories(folder.resolve("photos").resolve(person.getFileName()));
      for (Path photo : some(person, 0, EACH)) {
        Files.copy(photo, to.resolve(photo.getFileName()));
      }
    }
    ddh(0, "models", "import", data("models").toString());
  }

  /** Runs the tool with the networks' folder {@code models}; returns its output. */
  private String ddh(int code, String... arguments) throws IOException, InterruptedException {
    ProcessBuilder child =
        new ProcessBuilder(ChildRun.command(List.of(arguments)))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    child.environment().put("DDH_MODELS", "models");
    Process process = child.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isEqualTo(code);
    return out;
  }

  private void write(String name, BufferedImage image) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private static BufferedImage drawn(BufferedImage onto, BufferedImage image, int x) {
    Graphics2D graphics = onto.createGraphics();
    graphics.drawImage(image, x, 0, null);
    graphics.dispose();
    return onto;
  }

  private BufferedImage photo(int person, int number) throws IOException {
    return ImageIO.read(some(people.get(person), number, 1).get(0).toFile());
  }

  private String name(int person) {
    return people.get(person).getFileName().toString();
  }

  @Test
  void photosAsTheyComeAreIndexedAndSearched() throws IOException, InterruptedException {
    BufferedImage first = photo(0, EACH);
    BufferedImage grey = new BufferedImage(250, 250, BufferedImage.TYPE_USHORT_GRAY);
    write("photos/odd/grey16.png", drawn(grey, photo(1, EACH), 0));
    write("photos/odd/pixel.png", new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
    write("photos/odd/huge.png", new BufferedImage(10_001, 10_000, BufferedImage.TYPE_BYTE_BINARY));
    Files.writeString(folder.resolve("photos/odd/text.jpg"), "no photo");

    String built = ddh(0, "index", "build", "photos", "-o", "people.ddhx", "--labels", "folders");
    assertThat(built)
        .contains("left out odd/pixel.png: no face found")
        .contains("left out odd/huge.png: 10001×10000 pixels")
        .contains("left out odd/text.jpg: ")
        .contains("1 photos without a face, 2 unreadable")
        .contains("itq, 128 bits, fitted on")
        .contains("reject above");

    BufferedImage both = new BufferedImage(500, 250, BufferedImage.TYPE_INT_RGB);
    write("q/two.png", drawn(drawn(both, first, 0), photo(PEOPLE, 0), 250));
    Files.writeString(folder.resolve("q/text.jpg"), "no photo");
    String found =
        ddh(2, "search", "people.ddhx", "q/two.png", "q/text.jpg", "-k", "1", "--format", "json");
    List<JsonNode> faces = new ArrayList<>();
    for (String line : found.lines().filter(line -> line.startsWith("{")).toList()) {
      faces.add(new ObjectMapper().readTree(line));
    }
    assertThat(found.lines().filter(line -> line.contains("q/text.jpg: "))).hasSize(1);
    JsonNode known = faces.stream().filter(f -> f.get("box").get(0).asInt() < 200).findAny().get();
    JsonNode other = faces.stream().filter(f -> f.get("box").get(0).asInt() > 200).findAny().get();
    assertThat(known.get("query").asText()).isEqualTo("q/two.png");
    assertThat(known.get("hits").get(0).get("label").asText()).isEqualTo(name(0));
    assertThat(known.get("hits").get(0).get("box")).hasSize(4);
    assertThat(other.get("stranger").asBoolean()).as(found).isTrue();

    assertThat(ddh(0, "index", "build", "photos", "-o", "people.ddhx")).contains("2 photos in");
    assertThat(ddh(0, "index", "stat", "people.ddhx")).contains("photos       itq, 128 bits");
    Files.move(folder.resolve("models/dlib-face.onnx"), folder.resolve("away"));
    assertThat(ddh(2, "search", "people.ddhx", "q/two.png"))
        .hasLineCount(1)
        .contains("ddh models get dlib-face");
  }
}
