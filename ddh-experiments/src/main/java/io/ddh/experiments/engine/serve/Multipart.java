package io.ddh.experiments.engine.serve;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file in a form as browsers send it (RFC 7578). */
final class Multipart {
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "(?i)multipart/form-data\\s*;.*?boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*");

  private static final int MOST_PARTS = 16;
  private static final int LONGEST_HEAD = 8192;
  private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

  private Multipart() {}

  /**
   * The first part that is a file.
   *
   * @throws Refusal if the form is damaged or has none
   */
  static byte[] file(String contentType, byte[] body) throws Refusal {
    Matcher matcher = BOUNDARY.matcher(contentType);
    if (!matcher.matches()) {
      throw new Refusal(400, "a form without a boundary");
    }
    String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    byte[] mark = ("--" + name).getBytes(StandardCharsets.ISO_8859_1);
    byte[] next = ("\r\n--" + name).getBytes(StandardCharsets.ISO_8859_1);
    int at = indexOf(body, mark, 0, body.length);
    for (int part = 0; at >= 0 && part < MOST_PARTS; part++) {
      int head = at + (part == 0 ? mark : next).length;
      int content = indexOf(body, BLANK_LINE, head, Math.min(body.length, head + LONGEST_HEAD));
      int end = content < 0 ? -1 : indexOf(body, next, content + 2, body.length);
      if (end < 0) {
        break;
      }
      String lines = new String(body, head, content - head, StandardCharsets.ISO_8859_1);
      if (lines.toLowerCase(Locale.ROOT).contains("filename=")) {
        return Arrays.copyOfRange(body, Math.min(end, content + BLANK_LINE.length), end);
      }
      at = end;
    }
    throw new Refusal(400, "a form without a file, or damaged");
  }

  private static int indexOf(byte[] in, byte[] wanted, int from, int to) {
    for (int i = from; i + wanted.length <= to; i++) {
      if (in[i] == wanted[0] && Arrays.equals(in, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
