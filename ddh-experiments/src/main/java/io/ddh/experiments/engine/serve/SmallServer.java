package io.ddh.experiments.engine.serve;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTP/1.1 server of one request a connection. Java's own, {@code com.sun.net.httpserver},
 * closes slow connections without an answer, has time limits for the whole process only, and
 * refuses what it can't read in HTML; here all three are the caller's. Logs a line a request: never
 * what a body or an answer holds.
 */
final class SmallServer implements Closeable {
  private static final Logger LOG = System.getLogger(SmallServer.class.getName());

  /** All bodies that are being received or answered, in bodies of the largest size. */
  private static final int BODIES = 8;

  private static final int TURNED_AWAY = 32;
  private static final long LINGER_MILLIS = 1000;
  private static final long GRACE_SECONDS = 5;
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** What answers requests. */
  interface Service {
    /** Refuses, by its head, a request that can't be answered; before a body is read. */
    void check(Request head) throws Refusal;

    /** Answers. */
    Reply answer(Request request) throws Refusal;
  }

  private final ServerSocket listening;
  private final Limits limits;
  private final Service service;
  private final ThreadPoolExecutor workers;
  private final ThreadPoolExecutor turningAway;
  private final Ticker watch;
  private final Map<Socket, Long> open = new ConcurrentHashMap<>();
  private final AtomicLong bodies = new AtomicLong();
  private volatile boolean closing;

  /** Starts to listen. Port 0: any that is free. */
  SmallServer(InetAddress host, int port, Limits limits, Service service) throws IOException {
    this.limits = limits;
    this.service = service;
    listening = new ServerSocket(port, limits.connections(), host);
    workers = pool(limits.connections(), "serve");
    turningAway =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(TURNED_AWAY), named("serve-full"));
    watch = new Ticker("serve-watch", this::closeOverdue);
    named("serve-accept").newThread(this::accept).start();
  }

  private static ThreadPoolExecutor pool(int threads, String name) {
    return new ThreadPoolExecutor(
        0, threads, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), named(name));
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!closing) {
      try {
        Socket socket = listening.accept();
        try {
          workers.execute(() -> serve(socket, false));
        } catch (RejectedExecutionException full) {
          turnAway(socket);
        }
      } catch (IOException e) {
        if (!closing) {
          LOG.log(Level.WARNING, "accept: {0}", e.toString());
        }
      }
    }
  }

  private void turnAway(Socket socket) throws IOException {
    try {
      turningAway.execute(() -> serve(socket, true));
    } catch (RejectedExecutionException evenFuller) {
      socket.close();
    }
  }

  private void closeOverdue() {
    long now = System.nanoTime();
    open.forEach(
        (socket, deadline) -> {
          if (now - deadline > 0) {
            closeQuietly(socket);
          }
        });
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "close", e);
    }
  }

  private void serve(Socket socket, boolean full) {
    long start = System.nanoTime();
    // Whoever reads the answer too slowly is cut off by the watch.
    open.put(socket, start + limits.request().plus(limits.answer()).toNanos());
    Kept kept = new Kept();
    try (socket) {
      socket.setTcpNoDelay(true);
      Optional<Reply> reply = full ? Optional.of(tooMany()) : reply(socket, start, kept);
      if (reply.isPresent()) {
        // Before the answer goes: what a client has got is in the log, whatever comes next.
        log(socket, kept, reply.get().status(), start);
        OutputStream out = socket.getOutputStream();
        out.write(reply.get().head());
        out.write(reply.get().body());
        out.flush();
        linger(socket);
      }
    } catch (SocketException | EOFException e) {
      if (!kept.logged) {
        log(socket, kept, 0, start); // the client has gone, or was cut off
      }
    } catch (IOException e) {
      LOG.log(Level.INFO, "connection: {0}", e.toString());
    } finally {
      open.remove(socket);
      bodies.addAndGet(-kept.bytes);
    }
  }

  /** What is known of a request so far. */
  private static final class Kept {
    private String what = "-";
    private long bytes;
    private boolean logged;
  }

  private static Reply tooMany() {
    return Reply.refusal(503, "too many requests at once; try again");
  }

  private Optional<Reply> reply(Socket socket, long start, Kept kept) throws IOException {
    try {
      long deadline = start + limits.request().toNanos();
      RequestReader reader = new RequestReader(socket, limits, deadline);
      Optional<Request> head = reader.head();
      if (head.isEmpty()) {
        return Optional.empty();
      }
      Request request = head.get();
      kept.what = request.method() + " " + request.path();
      service.check(request);
      if (request.method().equals("POST")) {
        int length = reader.length(request);
        if (request.header("expect").orElse("").equalsIgnoreCase("100-continue")) {
          socket.getOutputStream().write(CONTINUE);
        }
        byte[] body = reader.body(length, bytes -> take(bytes, kept));
        request =
            new Request(request.method(), request.path(), request.query(), request.headers(), body);
      }
      return Optional.of(service.answer(request));
    } catch (EOFException e) {
      return Optional.of(Reply.refusal(400, "the request ends in the middle"));
    } catch (Refusal e) {
      return Optional.of(Reply.refusal(e.status(), e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.log(Level.ERROR, "internal error", e);
      return Optional.of(Reply.refusal(500, "internal error; the log says which"));
    }
  }

  private void take(int bytes, Kept kept) throws Refusal {
    kept.bytes += bytes;
    if (bodies.addAndGet(bytes) > (long) BODIES * limits.body()) {
      throw new Refusal(503, "too many large requests at once; try again");
    }
  }

  /**
   * Reads on for a moment what the client still sends: closing a connection with bytes unread would
   * reset it, and the client might lose the answer that says why.
   */
  private static void linger(Socket socket) throws IOException {
    socket.shutdownOutput();
    byte[] nobody = new byte[1 << 16];
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
    try {
      long left = LINGER_MILLIS;
      while (left > 0) {
        socket.setSoTimeout((int) left);
        if (socket.getInputStream().read(nobody) < 0) {
          return;
        }
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "linger", e); // the answer has been written; all else is the client's
    }
  }

  private static void log(Socket socket, Kept kept, int status, long start) {
    String what = kept.what.length() > 100 ? kept.what.substring(0, 100) + "…" : kept.what;
    double millis = (System.nanoTime() - start) / 1e6;
    kept.logged = true;
    LOG.log(
        Level.INFO,
        String.format(
            Locale.ROOT,
            "%s %s %d, %d bytes in, %.1f ms",
            socket.getInetAddress().getHostAddress(),
            what,
            status,
            kept.bytes,
            millis));
  }

  /** Takes no more requests, waits a few seconds for those that are there, then cuts them off. */
  @Override
  public void close() throws IOException {
    closing = true;
    listening.close();
    workers.shutdown();
    turningAway.shutdown();
    try {
      if (!workers.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        open.keySet().forEach(SmallServer::closeQuietly);
      }
    } catch (InterruptedException e) {
      open.keySet().forEach(SmallServer::closeQuietly);
      Thread.currentThread().interrupt();
    } finally {
      watch.close();
    }
  }
}
