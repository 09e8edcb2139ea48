package io.ddh.retrieval.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty times a writing process is killed without warning. */
class KillTest {
  private static final int KILLS = 20;
  private static final int BITS = 48;

  @TempDir private Path folder;

  @Test
  void whatTheChildSaidIsThere() throws Exception {
    Path file = folder.resolve("faces");
    Faces.build(file, BITS, Faces.draw(3, BITS, 1));
    SplittableRandom random = new SplittableRandom(9);
    long acknowledged = 2;
    for (int kill = 0; kill < KILLS; kill++) {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xshare:auto",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  AddingProcess.class.getName(),
                  file.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
        int batches = 1 + random.nextInt(40);
        for (int i = 0; i < batches; i++) {
          acknowledged = Long.parseLong(said.readLine());
        }
        child.destroyForcibly();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
          acknowledged = Long.parseLong(line); // lines are written at once, so none is cut off
        }
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("Stream closed");
      }
      assertThat(child.waitFor()).isEqualTo(137);
      CodeIndex index = CodeIndex.open(file);
      index.check(Progress.NONE);
      for (long id = 0; id <= acknowledged; id++) {
        assertThat(index.find(id)).as("item %d after kill %d", id, kill).isPresent();
      }
      List<Item> live = Faces.live(index);
      assertThat(live).hasSizeGreaterThan((int) acknowledged);
      // Batches are whole: the last item of each names its place.
      assertThat(live.get(live.size() - 1).source()).isEqualTo("last");
      acknowledged = live.get(live.size() - 1).id();
    }
  }
}
