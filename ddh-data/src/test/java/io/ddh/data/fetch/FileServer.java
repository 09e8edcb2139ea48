package io.ddh.data.fetch;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on loopback that gives one file under any path, and can behave badly. */
final class FileServer implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Behaviour> script;
  private final AtomicInteger calls = new AtomicInteger();

  /** What each request requested for: its {@code Range}, or {@code all}. */
  final List<String> requested = new CopyOnWriteArrayList<>();

  /** Responds to a request. */
  @FunctionalInterface
  interface Behaviour {
    void respond(Call call) throws IOException, InterruptedException;
  }

  /** One request. */
  record Call(HttpExchange exchange, long from, boolean ranged, Optional<String> ifRange) {
    void header(String name, String value) {
      exchange.getResponseHeaders().set(name, value);
    }

    /** Sends a head that says {@code length} bytes (0: chunked) and then the bytes. */
    void send(int status, long length, byte[] bytes) throws IOException {
      exchange.sendResponseHeaders(status, length);
      OutputStream out = exchange.getResponseBody();
      out.write(bytes);
      out.flush();
    }

    void status(int status) throws IOException {
      exchange.sendResponseHeaders(status, -1);
    }
  }

  /** Responds to the i-th request with the i-th behaviour, to later ones with the last. */
  FileServer(Behaviour... script) throws IOException {
    this.script = List.of(script);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    Optional<String> range = Optional.ofNullable(headers.getFirst("Range"));
    requested.add(range.orElse("all"));
    Matcher matcher = RANGE.matcher(range.orElse(""));
    long from = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    int number = Math.min(calls.getAndIncrement(), script.size() - 1);
    Optional<String> ifRange = Optional.ofNullable(headers.getFirst("If-Range"));
    try {
      script.get(number).respond(new Call(exchange, from, range.isPresent(), ifRange));
    } catch (IOException | InterruptedException e) {
      // The client went away, or the server is closed: what some tests are about.
    } finally {
      exchange.close();
    }
  }

  URI uri(String name) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** A good server: parts, ETag, 416 where the part begins behind the end. */
  static Behaviour good(byte[] content, String etag) {
    return call -> {
      call.header("ETag", etag);
      boolean part = call.ranged() && call.ifRange().map(etag::equals).orElse(true);
      if (!part) {
        call.send(200, content.length, content);
      } else if (call.from() >= content.length) {
        call.header("Content-Range", "bytes */" + content.length);
        call.status(416);
      } else {
        part(call, content, content.length);
      }
    };
  }

  /** Sends the requested part. */
  static void part(Call call, byte[] content, long total) throws IOException {
    int from = (int) call.from();
    int length = content.length - from;
    call.header("Content-Range", range(from, content.length, total));
    byte[] rest = new byte[length];
    System.arraycopy(content, from, rest, 0, length);
    call.send(206, length, rest);
  }

  static String range(long from, long to, long total) {
    return "bytes " + from + "-" + (to - 1) + "/" + total;
  }

  /** States the whole length, but sends only so many bytes from the requested position. */
  static Behaviour truncated(byte[] content, String etag, int bytes) {
    return call -> {
      call.header("ETag", etag);
      int from = (int) call.from();
      byte[] some = new byte[Math.min(bytes, content.length - from)];
      System.arraycopy(content, from, some, 0, some.length);
      if (call.ranged()) {
        call.header("Content-Range", range(from, content.length, content.length));
      }
      call.send(call.ranged() ? 206 : 200, content.length - from, some);
    };
  }

  static Behaviour status(int status) {
    return call -> call.status(status);
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
