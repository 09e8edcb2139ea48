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

  /** The child of the shell keeps the pipe open when the shell is ended. */
  @Test
  void aProgramThatHangsIsNotWaitedFor() throws Exception {
    assumeThat(Path.of("/bin/sh")).exists();
    Process hangs = new ProcessBuilder("/bin/sh", "-c", "echo half; sleep 60 & wait").start();
    long start = System.nanoTime();
    assertThat(GitRevision.output(hangs, Duration.ofMillis(300))).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    Process fine = new ProcessBuilder("/bin/sh", "-c", "echo whole").start();
    assertThat(GitRevision.output(fine, Duration.ofSeconds(20))).contains("whole");
    Process fails = new ProcessBuilder("/bin/sh", "-c", "echo half; exit 3").start();
    assertThat(GitRevision.output(fails, Duration.ofSeconds(20))).isEmpty();
  }
}
