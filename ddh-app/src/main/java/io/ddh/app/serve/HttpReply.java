package io.ddh.app.serve;

import io.ddh.app.search.SearchResultText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response.
 *
 * @param status HTTP status code
 * @param headers except those set by Jetty
 * @param body shared, read-only
 */
record HttpReply(int status, Map<String, String> headers, byte[] body) {
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin");

  HttpReply {
    headers = Map.copyOf(headers);
  }

  static HttpReply of(int status, String type, byte[] body) {
    return new HttpReply(status, ALWAYS, body).with("Content-Type", type);
  }

  static HttpReply json(int status, Map<String, ?> object) {
    byte[] body = (SearchResultText.write(object) + "\n").getBytes(StandardCharsets.UTF_8);
    return of(status, "application/json; charset=utf-8", body);
  }

  static HttpReply refusal(int status, String message) {
    HttpReply reply = json(status, Map.of("error", message));
    return switch (status) {
      case 405 -> reply.with("Allow", message.contains("POST") ? "POST" : "GET");
      case 503 -> reply.with("Retry-After", "1");
      default -> reply;
    };
  }

  HttpReply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpReply(status, more, body);
  }
}
