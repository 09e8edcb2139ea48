package io.ddh.app.serve;

import java.time.Duration;

/**
 * Limits on the size, time and number of HTTP requests.
 *
 * @param head largest size of the request line and headers in bytes
 * @param body largest size of a request body in bytes
 * @param request longest time from opening the connection until the request has arrived completely
 * @param response longest time from the complete request until the response is sent
 * @param connections largest number of connections at the same time, including waiting and slow
 *     ones
 * @param searches largest number of searches at the same time
 */
public record ServerLimits(
    int head, int body, Duration request, Duration response, int connections, int searches) {
  /** The limits of {@code ddh serve}, for use on one machine. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(16_384, 20 << 20, Duration.ofSeconds(15), Duration.ofSeconds(60), 64, 4);
}
