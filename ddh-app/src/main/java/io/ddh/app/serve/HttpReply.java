package io.ddh.app.serve;

import io.ddh.app.search.SearchResultText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * A response to an HTTP request.
 *
 * @param status HTTP status code
 * @param headers all headers except those that Jetty sets
 * @param body bytes of the body; the array is shared and must not be changed
 */
record HttpReply(int status, HttpFields.Mutable headers, byte[] body) {
  private static final HttpFields ALWAYS =
      HttpFields.from(
          new HttpField("Cache-Control", "no-store"),
          new HttpField("X-Content-Type-Options", "nosniff"),
          new HttpField("Referrer-Policy", "no-referrer"),
          new HttpField("Cross-Origin-Resource-Policy", "same-origin"));

  static HttpReply of(int status, String type, byte[] body) {
    return new HttpReply(status, HttpFields.build(ALWAYS), body).with("Content-Type", type);
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
    headers.put(header, value);
    return this;
  }
}
