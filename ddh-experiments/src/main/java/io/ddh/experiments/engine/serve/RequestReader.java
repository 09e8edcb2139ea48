package io.ddh.experiments.engine.serve;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Reads one HTTP/1.1 request (RFC 9112) from a connection. All of it must be there by a deadline,
 * however it trickles in, and be no larger than the limits say; whatever is ambiguous is refused. A
 * body needs a length.
 */
final class RequestReader {
  private static final int MOST_HEADERS = 100;
  private static final int MOST_DIGITS = 15;

  /** Headers that decide what a request means: twice they have no meaning. */
  private static final Set<String> ONCE =
      Set.of("host", "content-length", "content-type", "transfer-encoding", "expect", "origin");

  private final Socket socket;
  private final InputStream in;
  private final Limits limits;
  private final long deadline;
  private final byte[] buffer = new byte[8192];
  private int from;
  private int to;
  private int headBytes;

  /**
   * Begins.
   *
   * @param deadline of {@link System#nanoTime}
   */
  RequestReader(Socket socket, Limits limits, long deadline) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.limits = limits;
    this.deadline = deadline;
  }

  /** Reads bytes into the buffer; false at the end. */
  private boolean fill() throws IOException, Refusal {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0) {
      throw tooSlow();
    }
    socket.setSoTimeout((int) left);
    try {
      from = 0;
      to = Math.max(0, in.read(buffer));
      return to > 0;
    } catch (SocketTimeoutException e) {
      throw new Refusal(408, tooSlow().getMessage(), e);
    }
  }

  private Refusal tooSlow() {
    return new Refusal(
        408, "the request wasn't there whole after " + limits.request().toSeconds() + " s");
  }

  /**
   * Request line and headers.
   *
   * @return without its body; nothing if the client has closed without a word
   * @throws EOFException if the connection ends in the middle
   */
  Optional<Request> head() throws IOException, Refusal {
    if (!fill()) {
      return Optional.empty();
    }
    String[] first = line().split(" ", -1);
    boolean sane =
        first.length == 3
            && first[0].matches("[A-Z]{1,16}")
            && first[1].matches("/[\\x21-\\x7e]*")
            && first[2].matches("HTTP/[0-9]\\.[0-9]");
    if (!sane) {
      throw new Refusal(400, "no HTTP request line");
    }
    if (!first[2].startsWith("HTTP/1.")) {
      throw new Refusal(505, "HTTP/1.1 is spoken here");
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1 || !line.substring(0, colon).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
        throw new Refusal(400, "a header line without a name");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (headers.containsKey(name) && ONCE.contains(name)) {
        throw new Refusal(400, "header " + name + " twice");
      }
      headers.merge(name, value, (a, b) -> a + ", " + b);
      if (headers.size() > MOST_HEADERS) {
        throw new Refusal(431, "more than " + MOST_HEADERS + " headers");
      }
    }
    int mark = first[1].indexOf('?');
    String path = mark < 0 ? first[1] : first[1].substring(0, mark);
    String query = mark < 0 ? "" : first[1].substring(mark + 1);
    return Optional.of(new Request(first[0], path, query, headers, new byte[0]));
  }

  private String line() throws IOException, Refusal {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (from == to && !fill()) {
        throw new EOFException();
      }
      byte b = buffer[from++];
      if (++headBytes > limits.head()) {
        throw new Refusal(431, "more than " + limits.head() + " bytes of headers");
      }
      if (b == '\n') {
        break;
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    if (text.endsWith("\r")) {
      text = text.substring(0, text.length() - 1);
    }
    if (text.matches(".*[\\x00-\\x08\\x0a-\\x1f\\x7f].*")) {
      throw new Refusal(400, "a control character in the headers");
    }
    return text;
  }

  /**
   * Length of the body that the headers promise.
   *
   * @throws Refusal if they promise none, too much, or nonsense
   */
  int length(Request head) throws Refusal {
    if (head.header("transfer-encoding").isPresent()) {
      throw new Refusal(411, "send the body with a Content-Length, not in chunks");
    }
    String text = head.header("content-length").orElse("");
    if (text.isEmpty()) {
      throw new Refusal(411, "a Content-Length is needed");
    }
    if (!text.matches("[0-9]+")) {
      throw new Refusal(400, "a Content-Length that is no number");
    }
    if (text.length() > MOST_DIGITS || Long.parseLong(text) > limits.body()) {
      throw new Refusal(413, "a body has at most " + limits.body() + " bytes");
    }
    return Integer.parseInt(text);
  }

  /**
   * The body.
   *
   * @param length of it
   * @param room is told of the bytes before they are kept, and may refuse
   * @throws EOFException if the connection ends before
   */
  byte[] body(int length, Room room) throws IOException, Refusal {
    // Grows as bytes come: a length alone must not cost memory.
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (body.size() < length) {
      if (from == to && !fill()) {
        throw new EOFException();
      }
      int n = Math.min(to - from, length - body.size());
      room.take(n);
      body.write(buffer, from, n);
      from += n;
    }
    return body.toByteArray();
  }

  /** Memory for bodies. */
  @FunctionalInterface
  interface Room {
    void take(int bytes) throws Refusal;
  }
}
