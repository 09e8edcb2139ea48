package io.ddh.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleListenerTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter text = new StringWriter();
  private final AtomicLong clock = new AtomicLong();

  private ConsoleListener listener(boolean terminal) {
    return new ConsoleListener(new PrintWriter(text), terminal, clock::get, () -> {});
  }

  @Test
  void plainLinesAreTenSecondsApart() {
    ConsoleListener listener = listener(false);
    for (int s = 0; s <= 25; s++) {
      clock.set(s * SECOND);
      listener.report("images", s, 100);
    }
    assertThat(text.toString().lines())
        .containsExactly(
            "reading data  images (10/100)  elapsed 0:10",
            "reading data  images (20/100)  elapsed 0:20");
  }

  @Test
  void terminalLineIsUpdatedInPlaceAndClearedForLinesThatStay() {
    ConsoleListener listener = listener(true);
    clock.set(SECOND);
    listener.report("images", 1, 2);
    listener.note("a remark");
    assertThat(text.toString())
        .isEqualTo(
            "\rreading data  images (1/2)  elapsed 0:01\u001b[K\r\u001b[Ka remark"
                + System.lineSeparator());
  }
}
