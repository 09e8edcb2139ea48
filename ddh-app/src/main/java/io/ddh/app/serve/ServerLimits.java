package io.ddh.app.serve;

import java.time.Duration;

/**
 * Limits to requests.
 *
 * @param head most bytes of request line and headers
 * @param body most bytes of a request body
 * @param request longest time from the connection until the request is complete
 * @param answer longest time from then until the response is sent
 * @param connections most connections at once, including waiting and slow ones
 * @param searches most searches at once
 */
public record ServerLimits(
    int head, int body, Duration request, Duration answer, int connections, int searches) {
  /** Limits for use on one machine. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(16_384, 20 << 20, Duration.ofSeconds(15), Duration.ofSeconds(60), 64, 4);
}
