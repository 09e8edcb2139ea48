package io.ddh.experiments.engine.serve;

import io.ddh.experiments.engine.AnswerText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer.
 *
 * @param status HTTP status code
 * @param type of the body
 * @param headers further ones
 * @param body shared, read-only
 */
record Reply(int status, String type, Map<String, String> headers, byte[] body) {
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(400, "Bad Request"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(408, "Request Timeout"),
          Map.entry(411, "Length Required"),
          Map.entry(413, "Content Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(505, "HTTP Version Not Supported"));

  Reply {
    headers = Map.copyOf(headers);
  }

  static Reply json(int status, Map<String, ?> object) {
    byte[] body = (AnswerText.write(object) + "\n").getBytes(StandardCharsets.UTF_8);
    return new Reply(status, "application/json; charset=utf-8", Map.of(), body);
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
    return new Reply(status, type, more, body);
  }

  /** Status line and headers. Each connection has one request. */
  byte[] head() {
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(status).append(' ').append(REASONS.get(status)).append("\r\n");
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Content-Type", type);
    all.put("Content-Length", Integer.toString(body.length));
    all.put("Connection", "close");
    all.put("Cache-Control", "no-store");
    all.put("X-Content-Type-Options", "nosniff");
    all.put("Referrer-Policy", "no-referrer");
    all.put("Cross-Origin-Resource-Policy", "same-origin");
    all.putAll(headers);
    all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
