package io.ddh.data.fetch;

import io.ddh.core.Check;
import java.time.Duration;

/**
 * How long to wait for a server, and how often to try again.
 *
 * @param connect longest time until a connection is made
 * @param stall longest time without a byte, of the response's head or body
 * @param attempts at each mirror, ≥ 1; an attempt that brought a megabyte is not counted
 * @param pause before the second attempt; doubled before each further one
 */
public record FetchLimits(Duration connect, Duration stall, int attempts, Duration pause) {
  /** Limits for downloads from the internet. */
  public static final FetchLimits DEFAULT =
      new FetchLimits(Duration.ofSeconds(20), Duration.ofSeconds(30), 4, Duration.ofSeconds(1));

  /**
   * Checks the ranges.
   *
   * @param connect longest time until a connection is made
   * @param stall longest time without a byte, of the response's head or body
   * @param attempts at each mirror, ≥ 1; an attempt that brought a megabyte is not counted
   * @param pause before the second attempt; doubled before each further one
   */
  public FetchLimits {
    Check.atLeast("connect (ms)", connect.toMillis(), 1);
    Check.atLeast("stall (ms)", stall.toMillis(), 1);
    Check.atLeast("attempts", attempts, 1);
    Check.atLeast("pause (ms)", pause.toMillis(), 0);
  }
}
