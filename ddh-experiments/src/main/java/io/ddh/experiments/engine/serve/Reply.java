package io.ddh.experiments.engine.serve;

import io.ddh.experiments.engine.AnswerText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer.
 *
 * @param status HTTP status code
 * @param headers all but those that Jetty sets
 * @param body shared, read-only
 */
record Reply(int status, Map<String, String> headers, byte[] body) {
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin");

  Reply {
    headers = Map.copyOf(headers);
  }

  static Reply of(int status, String type, byte[] body) {
    return new Reply(status, ALWAYS, body).with("Content-Type", type);
  }

  static Reply json(int status, Map<String, ?> object) {
    byte[] body = (AnswerText.write(object) + "\n").getBytes(StandardCharsets.UTF_8);
    return of(status, "application/json; charset=utf-8", body);
  }

  static Reply refusal(int status, String message) {
    Reply reply = json(status, Map.of("error", message));
    return switch (status) {
      case 405 -> reply.with("Allow", message.contains("POST") ? "POST" : "GET");
      case 503 -> reply.with("Retry-After", "1");
      default -> reply;
    };
  }

  Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, body);
  }
}
