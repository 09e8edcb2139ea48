package io.ddh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ddh run} on 40 photos of {@code DDH_DATA}, which stay in a temporary folder. */
class FaceRowsTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [photos, aligned], methods: [sdh, itq+face, face-euclidean], bits: [16], seeds: [1] }
      datasets:
        photos: { form: folder, path: photos, size: 250, split: { protocol: facescrub, queries: 3 } }
        aligned: { form: folder, path: photos, size: 150, align: true, split: { protocol: facescrub, queries: 3 } }
      """;

  @TempDir Path temp;

  private static Path data(String name) {
    Path folder = Path.of(System.getenv().getOrDefault("DDH_DATA", "missing"), name);
    assumeTrue(Files.isDirectory(folder), folder + " is missing: rows on photos are not tested");
    return folder;
  }

  private static List<Path> some(Path folder, int count) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().limit(count).toList();
    }
  }

  /** Runs the tool with the networks' folder {@code models}; returns its output. */
  private String ddh(int code, String... arguments) throws IOException, InterruptedException {
    ProcessBuilder child =
        new ProcessBuilder(ChildRun.command(List.of(arguments)))
            .directory(temp.toFile())
            .redirectErrorStream(true);
    child.environment().put("DDH_MODELS", "models");
    Process process = child.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isEqualTo(code);
    return out;
  }

  @Test
  void wholePhotosAreEmbeddedAndHashedAndDataSetsAligned()
      throws IOException, InterruptedException {
    for (Path person : some(data("lfw10"), 4)) {
      Path to = Files.createDirectories(temp.resolve("photos").resolve(person.getFileName()));
      for (Path photo : some(person, 10)) {
        Files.copy(photo, to.resolve(photo.getFileName()));
      }
    }
    Files.writeString(temp.resolve("e.yaml"), YAML);
    String[] run = {"run", "--config", "e.yaml", "--profile", "p"};
    String refused = ddh(2, run);
    assertThat(refused.lines().filter(line -> line.contains("ddh models get"))).hasSize(1);
    ddh(0, "models", "import", data("models").toString());
    List<String> plan = new ArrayList<>(List.of("run", "--profile", "lfw-face", "--dry-run"));
    plan.addAll(List.of("--config", Path.of("../experiments.yaml").toRealPath().toString()));
    plan.addAll(List.of("--set", "datasets.lfw10-photos.size=32"));
    plan.addAll(List.of("--set", "datasets.lfw10-photos-unseen.size=32"));
    assertThat(ddh(0, plan.toArray(String[]::new))).contains("itq+face-128-s3");
    String ran = ddh(0, run);
    assertThat(ran).contains("aligned: faces aligned by blazeface-full ");
    for (String dataset : List.of("photos", "aligned")) {
      assertThat(Files.readString(temp.resolve("results").resolve(dataset).resolve("table1.md")))
          .containsPattern("\\| sdh \\| \\*\\*0\\.[0-9]{4}\\*\\* \\|")
          .contains(" |\n| *pre-trained elsewhere* | |\n| itq+face | ")
          .containsPattern("\\| face-euclidean \\| (0\\.9|1\\.0)")
          .contains("VGG Face");
    }
  }
}
