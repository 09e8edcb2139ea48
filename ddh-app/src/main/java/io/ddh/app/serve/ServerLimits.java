package io.ddh.app.serve;

import io.ddh.core.Check;
import java.time.Duration;

/**
 * What a client may take.
 *
 * @param head bytes of request line and headers
 * @param body bytes of a request's body
 * @param request time from the connection until the request is there whole
 * @param answer time from then until the answer has gone
 * @param connections at once, waiting and slow ones among them
 * @param searches at once
 */
public record ServerLimits(
    int head, int body, Duration request, Duration answer, int connections, int searches) {
  /** For one machine's own use. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(16_384, 20 << 20, Duration.ofSeconds(15), Duration.ofSeconds(60), 64, 4);

  public ServerLimits {
    Check.atLeast("head", head, 64);
    Check.atLeast("body", body, 1);
    Check.atLeast("connections", connections, 1);
    Check.atLeast("searches", searches, 1);
  }
}
