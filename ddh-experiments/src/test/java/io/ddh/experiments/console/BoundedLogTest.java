package io.ddh.experiments.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {
  private static final int LIMIT = 1000;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("x.log");
  }

  private static LogRecord record(String message) {
    LogRecord out = new LogRecord(Level.INFO, message);
    out.setLoggerName("a.b.Someone");
    return out;
  }

  @Test
  void recordsFromBeforeTheFileComeFirstAndOldOnesStay() throws IOException {
    Files.writeString(file(), "of yesterday\n");
    BoundedLog log = new BoundedLog(LIMIT);
    log.publish(record("early"));
    log.open(file());
    log.publish(record("two\nlines"));
    LogRecord fine = record("fine");
    fine.setLevel(Level.FINE);
    log.publish(fine);
    log.close();
    assertThat(Files.readAllLines(file()))
        .hasSize(3)
        .satisfiesExactly(
            l -> assertThat(l).isEqualTo("of yesterday"),
            l -> assertThat(l).endsWith("INFO Someone: early"),
            l -> assertThat(l).endsWith("INFO Someone: two / lines"));
  }

  @Test
  void staysWithinTwiceTheLimitAndKeepsTheLatest() throws IOException {
    BoundedLog log = new BoundedLog(LIMIT);
    log.open(file());
    for (int i = 0; i < 200; i++) {
      log.publish(record("record " + i));
    }
    log.close();
    Path aside = folder.resolve("x.log.1");
    assertThat(Files.size(file())).isLessThanOrEqualTo(LIMIT);
    assertThat(Files.size(aside)).isBetween(LIMIT / 2L, (long) LIMIT);
    String all = Files.readString(aside) + Files.readString(file());
    long lines = all.lines().count();
    assertThat(lines).isGreaterThan(10);
    for (long i = 200 - lines; i < 200; i++) {
      assertThat(all).contains("record " + i + "\n");
    }
  }

  /** A second process, or somebody who tidies up, may move the file away. */
  @Test
  void twoLogsShareAFileAndItsTurn() throws IOException {
    BoundedLog one = new BoundedLog(LIMIT);
    BoundedLog two = new BoundedLog(LIMIT);
    one.open(file());
    two.open(file());
    for (int i = 0; i < 40; i++) {
      one.publish(record("one " + i));
      two.publish(record("two " + i));
    }
    String all = Files.readString(folder.resolve("x.log.1")) + Files.readString(file());
    assertThat(all).contains("one 39\n", "two 39\n", "one 35\n", "two 35\n");
    Files.delete(file());
    two.publish(record("after"));
    assertThat(Files.readString(file())).endsWith("after\n");
    one.close();
    two.close();
  }
}
