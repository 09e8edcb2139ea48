package io.ddh.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which process a file names and whether it lives; what of the dead is removed. */
class ProcessTagTest {
  private static final ProcessTag OWN = ProcessTag.own();

  private static ProcessTag ended() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process = new ProcessBuilder(java, "-version").redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    process.waitFor();
    return new ProcessTag(OWN.host(), process.pid(), OWN.start());
  }

  @Test
  void isReadAsItIsWritten() {
    assertThat(ProcessTag.parse(OWN.toString())).contains(OWN);
    assertThat(OWN.toString()).matches(ProcessTag.PATTERN);
    assertThat(ProcessTag.parse("a~b~c")).isEmpty();
    assertThat(ProcessTag.parse("")).isEmpty();
  }

  @Test
  void onlyWhatIsKnownToHaveEndedHas() throws Exception {
    assertThat(OWN.ended()).isFalse();
    assertThat(ended().ended()).isTrue();
    assertThat(new ProcessTag(OWN.host(), OWN.pid(), OWN.start() - 60_000).ended())
        .as("the number was given to another process since")
        .isTrue();
    ProcessTag elsewhere = new ProcessTag("elsewhere", ended().pid(), 1);
    assertThat(elsewhere.ended()).isFalse();
  }

  private static Path part(Path folder, ProcessTag tag) throws IOException {
    Path file = folder.resolve(".x.json." + tag + "." + UUID.randomUUID() + ".part");
    return Files.writeString(file, "half");
  }

  @Test
  void halfFilesOfTheDeadAreRemoved(@TempDir Path folder) throws Exception {
    Path below = Files.createDirectories(folder.resolve("a/b"));
    Path dead = part(below, ended());
    Path alive = part(below, OWN);
    Path elsewhere = part(below, new ProcessTag("elsewhere", 1, 1));
    Path old = part(below, new ProcessTag("elsewhere", 2, 1));
    FileTime twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Files.setLastModifiedTime(old, twoDaysAgo);
    Path foreign = Files.writeString(below.resolve("notes.part"), "somebody's");
    Files.setLastModifiedTime(foreign, twoDaysAgo);
    AtomicFile.removeParts(folder);
    assertThat(dead).doesNotExist();
    assertThat(old).doesNotExist();
    assertThat(alive).exists();
    assertThat(elsewhere).exists();
    assertThat(foreign).exists();
    AtomicFile.removeParts(folder.resolve("none"));
  }

  @Test
  void whatIsBeingWrittenNamesItsProcess(@TempDir Path folder) throws IOException {
    AtomicFile.write(
        folder.resolve("x"),
        out -> {
          try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                .allMatch(name -> name.startsWith(".x." + OWN + "."));
          }
        });
  }
}
