package io.ddh.data.fetch;

import io.ddh.core.Check;
import java.time.Duration;

/**
 * Time-outs and number of attempts for downloads.
 *
 * @param connect maximum time to wait for a connection
 * @param stall maximum time to wait for the next byte of a response
 * @param attempts maximum number of attempts per mirror, ≥ 1; attempts that received at least one
 *     megabyte are not counted
 * @param pause time to wait before the second attempt; the time doubles before each further attempt
 */
public record FetchLimits(Duration connect, Duration stall, int attempts, Duration pause) {
  /** Limits for downloads from the internet. */
  public static final FetchLimits DEFAULT =
      new FetchLimits(Duration.ofSeconds(20), Duration.ofSeconds(30), 4, Duration.ofSeconds(1));

  /**
   * Checks that all limits are in their ranges.
   *
   * @param connect maximum time to wait for a connection
   * @param stall maximum time to wait for the next byte of a response
   * @param attempts maximum number of attempts per mirror, ≥ 1; attempts that received at least one
   *     megabyte are not counted
   * @param pause time to wait before the second attempt; the time doubles before each further
   *     attempt
   */
  public FetchLimits {
    Check.atLeast("connect (ms)", connect.toMillis(), 1);
    Check.atLeast("stall (ms)", stall.toMillis(), 1);
    Check.atLeast("attempts", attempts, 1);
    Check.atLeast("pause (ms)", pause.toMillis(), 0);
  }
}
