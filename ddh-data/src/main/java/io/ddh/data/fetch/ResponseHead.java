package io.ddh.data.fetch;

import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the head of a response says of its file.
 *
 * @param status HTTP status
 * @param start first byte of the part that comes; empty: not a part, or no telling which
 * @param total length of the whole file
 * @param validator what {@code If-Range} may name: a strong ETag, or else the time of last change
 */
record ResponseHead(int status, OptionalLong start, OptionalLong total, String validator) {
  private static final Pattern RANGE =
      Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(?:(\\d{1,18})|\\*)");

  static ResponseHead of(int status, HttpHeaders headers) {
    Optional<Matcher> range =
        headers.firstValue("Content-Range").map(RANGE::matcher).filter(Matcher::matches);
    OptionalLong start = range.map(m -> number(m.group(1))).orElse(OptionalLong.empty());
    OptionalLong total = range.map(m -> number(m.group(2))).orElse(OptionalLong.empty());
    if (status == 200) {
      total =
          headers
              .firstValue("Content-Length")
              .map(ResponseHead::number)
              .orElse(OptionalLong.empty());
    }
    String validator =
        headers
            .firstValue("ETag")
            .filter(tag -> tag.startsWith("\""))
            .or(() -> headers.firstValue("Last-Modified"))
            .orElse("");
    return new ResponseHead(status, start, total, validator);
  }

  private static OptionalLong number(String digits) {
    boolean number = digits != null && digits.matches("\\d{1,18}");
    return number ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
  }

  /** Whether another try may help: overload, time-outs, faults of the server. */
  boolean passing() {
    return status == 408 || status == 425 || status == 429 || status >= 500 && status != 501;
  }
}
