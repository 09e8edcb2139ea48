package io.ddh.experiments.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.console.ProgressDisplay.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class RunConsoleTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter text = new StringWriter();
  private final AtomicLong clock = new AtomicLong();

  private RunConsole listener(Style style) {
    return new RunConsole(new PrintWriter(text), style, clock::get, () -> {});
  }

  @Test
  void plainLinesAreTenSecondsApart() {
    RunConsole listener = listener(Style.PLAIN);
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
    RunConsole listener = listener(Style.TERMINAL);
    clock.set(SECOND);
    listener.report("images", 1, 2);
    listener.note("a remark");
    assertThat(text.toString())
        .isEqualTo(
            "\r\u001b[K\u001b[?7lreading data  images (1/2)  elapsed 0:01\u001b[?7h"
                + "\r\u001b[Ka remark"
                + System.lineSeparator());
  }

  @Test
  void quietKeepsErrorsAndTheOutcome() {
    RunConsole listener = listener(Style.QUIET);
    clock.set(100 * SECOND);
    listener.report("images", 1, 2);
    listener.note("a remark");
    listener.problem("disk full");
    listener.outcome("all done");
    assertThat(text.toString().lines()).containsExactly("disk full", "all done");
  }

  @Test
  void logGetsEveryLineAndEveryEpochWhateverTheConsoleGets() {
    List<String> logged = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            logged.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger("ddh");
    log.addHandler(handler);
    try {
      RunConsole listener = listener(Style.QUIET);
      for (int s = 0; s <= 25; s++) {
        clock.set(s * SECOND);
        listener.report("images", s, 100);
      }
      listener.report("epoch 1 loss 2.5, 10 images/s", 1, 3);
      listener.report("epoch 2 loss 2.4, 10 images/s", 2, 3);
      listener.note("a remark");
    } finally {
      log.removeHandler(handler);
    }
    assertThat(logged)
        .containsExactly(
            "reading data  images (10/100)  elapsed 0:10",
            "reading data  images (20/100)  elapsed 0:20",
            "reading data  epoch 1 loss 2.5, 10 images/s (1/3)  elapsed 0:25",
            "reading data  epoch 2 loss 2.4, 10 images/s (2/3)  elapsed 0:25",
            "a remark");
  }
}
