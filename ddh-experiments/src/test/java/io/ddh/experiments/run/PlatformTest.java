package io.ddh.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlatformTest {
  @Test
  void versionsOfAllLibrariesAreKnown() {
    assertThat(Platform.libraries())
        .containsEntry("smile-core", "2.6.0")
        .containsEntry("smile-math", "2.6.0")
        .containsKeys("deeplearning4j-nn", "nd4j-api", "openblas");
  }

  /** The child of the shell keeps standard output open when the shell is ended. */
  @Test
  void aProgramThatHangsIsNotWaitedFor() throws Exception {
    assumeThat(Path.of("/bin/sh")).exists();
    ProcessBuilder hangs = new ProcessBuilder("/bin/sh", "-c", "echo half; sleep 60 & wait");
    long start = System.nanoTime();
    assertThat(GitRevision.output(hangs, Duration.ofMillis(300))).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    ProcessBuilder fine = new ProcessBuilder("/bin/sh", "-c", "echo whole");
    assertThat(GitRevision.output(fine, Duration.ofSeconds(20))).contains("whole");
    ProcessBuilder fails = new ProcessBuilder("/bin/sh", "-c", "echo half; exit 3");
    assertThat(GitRevision.output(fails, Duration.ofSeconds(20))).isEmpty();
  }

  @Test
  void theRevisionIsDirtyIfThereAreChanges() {
    String head = "# branch.oid 0a1b\n# branch.head main\n";
    assertThat(GitRevision.parse(head)).contains(new GitRevision("0a1b", false));
    assertThat(GitRevision.parse(head + "? new.txt\n")).contains(new GitRevision("0a1b", true));
    assertThat(GitRevision.parse("")).isEmpty();
  }
}
