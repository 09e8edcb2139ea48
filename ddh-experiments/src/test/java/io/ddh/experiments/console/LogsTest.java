package io.ddh.experiments.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
  private static final Logger LOG = Logger.getLogger("a.b.Someone");

  @TempDir Path folder;

  private Path file(String end) {
    return folder.resolve(Logs.NAME + end);
  }

  @Test
  void recordsFromBeforeTheFileComeFirstAndOldOnesStay() throws IOException {
    Files.writeString(Logs.path(folder), "of yesterday\n");
    try (Logs logs = new Logs()) {
      LOG.info("early");
      logs.open(folder);
      LOG.info("two\nlines");
      LOG.fine("fine");
    }
    LOG.info("late");
    assertThat(Files.readAllLines(Logs.path(folder)))
        .satisfiesExactly(
            l -> assertThat(l).isEqualTo("of yesterday"),
            l -> assertThat(l).endsWith("INFO Someone: early"),
            l -> assertThat(l).endsWith("INFO Someone: two / lines"));
  }

  @Test
  void twoFilesAreKeptAndHoldTheLatest() throws IOException {
    String text = "x".repeat(10_000);
    try (Logs logs = new Logs()) {
      logs.open(folder);
      for (int i = 0; i < 1_100; i++) {
        LOG.info("record " + i + " " + text);
      }
    }
    assertThat(Files.size(file(".0"))).isLessThan(5_100_000);
    assertThat(Files.size(file(".1"))).isBetween(4_900_000L, 5_100_000L);
    assertThat(Files.readString(file(".0"))).contains("record 1099 ").doesNotContain("record 0 ");
    assertThat(file(".2")).doesNotExist();
  }

  /** As a second process would. */
  @Test
  void twoLogsInAFolderHaveFilesOfTheirOwn() throws IOException {
    try (Logs one = new Logs();
        Logs two = new Logs()) {
      one.open(folder);
      two.open(folder);
      LOG.info("both");
    }
    assertThat(Files.readString(file(".0"))).endsWith("both\n");
    assertThat(Files.readString(file(".0.1"))).endsWith("both\n");
  }
}
