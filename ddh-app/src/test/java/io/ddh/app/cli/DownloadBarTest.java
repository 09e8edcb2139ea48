package io.ddh.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DownloadBarTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter text = new StringWriter();
  private final AtomicLong clock = new AtomicLong();

  private DownloadBar bar(boolean terminal) {
    return new DownloadBar(new PrintWriter(text), terminal, clock::get);
  }

  @Test
  void plainLinesSayRateAndTimeLeft() {
    DownloadBar bar = bar(false);
    for (int s = 0; s <= 25; s++) {
      clock.set(s * SECOND);
      bar.received("a.zip", s * 2_000_000L, OptionalLong.of(100_000_000));
    }
    assertThat(text.toString().lines())
        .containsExactly(
            "a.zip   20 %  20.0 MB of 100.0 MB  2.0 MB/s  0:40 left",
            "a.zip   40 %  40.0 MB of 100.0 MB  2.0 MB/s  0:30 left");
  }

  @Test
  void theBarIsDrawnInPlaceAndMakesRoomForNotes() {
    DownloadBar bar = bar(true);
    bar.received("a.zip", 0, OptionalLong.of(1_000));
    clock.set(SECOND);
    bar.received("a.zip", 500, OptionalLong.of(1_000));
    bar.note("a remark");
    assertThat(text.toString())
        .isEqualTo(
            "\r\u001b[K\u001b[?7la.zip  [############------------]  50 %  500 B of 1.0 kB  500 B/s  0:01 left"
                + "\u001b[?7h\r\u001b[Ka remark"
                + System.lineSeparator());
  }

  @Test
  void withoutALengthThereIsNoTimeLeft() {
    DownloadBar bar = bar(false);
    bar.received("a.zip", 0, OptionalLong.empty());
    clock.set(10 * SECOND);
    bar.received("a.zip", 3_000_000_000L, OptionalLong.empty());
    assertThat(text.toString().strip()).isEqualTo("a.zip  3.00 GB  300.0 MB/s");
  }

  /** What was here before the first byte came is no speed, and a new start is none either. */
  @Test
  void theRateCountsOnlyWhatCameNow() {
    DownloadBar bar = bar(false);
    bar.received("a.zip", 80_000_000, OptionalLong.of(100_000_000));
    clock.set(10 * SECOND);
    bar.received("a.zip", 90_000_000, OptionalLong.of(100_000_000));
    clock.set(15 * SECOND);
    bar.received("a.zip", 0, OptionalLong.of(100_000_000));
    clock.set(20 * SECOND);
    bar.received("a.zip", 10_000_000, OptionalLong.of(100_000_000));
    assertThat(text.toString().lines())
        .containsExactly(
            "a.zip   90 %  90.0 MB of 100.0 MB  1.0 MB/s  0:10 left",
            "a.zip   10 %  10.0 MB of 100.0 MB  2.0 MB/s  0:45 left");
  }
}
