package io.ddh.data.fetch;

import io.ddh.core.Check;
import java.time.Duration;

/**
 * How long to wait, and how often.
 *
 * @param connect until a connection stands
 * @param stall without a byte, of the head or the body
 * @param attempts at each mirror, ≥ 1; an attempt that brought something doesn't count
 * @param pause before the second attempt; doubled before each further one
 */
public record FetchLimits(Duration connect, Duration stall, int attempts, Duration pause) {
  /** For the internet. */
  public static final FetchLimits DEFAULT =
      new FetchLimits(Duration.ofSeconds(20), Duration.ofSeconds(30), 4, Duration.ofSeconds(1));

  public FetchLimits {
    Check.atLeast("connect (ms)", connect.toMillis(), 1);
    Check.atLeast("stall (ms)", stall.toMillis(), 1);
    Check.atLeast("attempts", attempts, 1);
    Check.atLeast("pause (ms)", pause.toMillis(), 0);
  }
}
