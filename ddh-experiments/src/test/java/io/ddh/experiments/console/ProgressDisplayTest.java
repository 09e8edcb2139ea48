package io.ddh.experiments.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.console.ProgressDisplay.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter text = new StringWriter();
  private final AtomicLong clock = new AtomicLong();

  private ProgressDisplay display(Style style) {
    return new ProgressDisplay(new PrintWriter(text), style, clock::get, Units::size);
  }

  @Test
  void plainLinesAreTenSecondsApartAndTellRateAndTimeLeft() {
    ProgressDisplay display = display(Style.PLAIN);
    for (int s = 0; s <= 25; s++) {
      clock.set(s * SECOND);
      display.report("a.zip", s * 2_000_000L, 100_000_000);
    }
    assertThat(text.toString().lines())
        .containsExactly(
            "a.zip   20 %  20.0 MB of 100.0 MB  2.0 MB/s  elapsed 0:10, about 0:40 left (estimate)",
            "a.zip   40 %  40.0 MB of 100.0 MB  2.0 MB/s  elapsed 0:20, about 0:30 left (estimate)");
  }

  @Test
  void theBarIsDrawnInPlaceAndMakesRoomForLines() {
    ProgressDisplay display = display(Style.TERMINAL);
    display.report("a.zip", 0, 1_000);
    clock.set(SECOND);
    display.report("a.zip", 500, 1_000);
    display.line("a remark");
    assertThat(text.toString())
        .isEqualTo(
            "\r\u001b[K\u001b[?7la.zip  [############------------]  50 %  500 B of 1.0 kB  500 B/s"
                + "  elapsed 0:01, about 0:01 left (estimate)\u001b[?7h\r\u001b[Ka remark"
                + System.lineSeparator());
  }

  @Test
  void withoutATotalThereIsNoTimeLeft() {
    ProgressDisplay display = display(Style.PLAIN);
    display.report("a.zip", 0, -1);
    clock.set(10 * SECOND);
    display.report("a.zip", 3_000_000_000L, -1);
    assertThat(text.toString().strip()).isEqualTo("a.zip  3.00 GB  300.0 MB/s  elapsed 0:10");
  }

  /** What an earlier process did took none of the time, and a new start is no speed either. */
  @Test
  void theRateCountsOnlyWhatIsDoneNow() {
    ProgressDisplay display = display(Style.PLAIN);
    display.report("a.zip", 80_000_000, 100_000_000);
    clock.set(10 * SECOND);
    display.report("a.zip", 90_000_000, 100_000_000);
    clock.set(15 * SECOND);
    display.report("a.zip", 0, 100_000_000);
    clock.set(20 * SECOND);
    display.report("a.zip", 10_000_000, 100_000_000);
    assertThat(text.toString().lines())
        .containsExactly(
            "a.zip   90 %  90.0 MB of 100.0 MB  1.0 MB/s  elapsed 0:10, about 0:10 left (estimate)",
            "a.zip   10 %  10.0 MB of 100.0 MB  2.0 MB/s  elapsed 0:05, about 0:45 left (estimate)");
  }

  @Test
  void quietKeepsTheOutcome() {
    ProgressDisplay display = display(Style.QUIET);
    clock.set(100 * SECOND);
    display.report("images", 1, 2);
    display.line("a remark");
    display.outcome("all done");
    assertThat(text.toString().lines()).containsExactly("all done");
  }
}
