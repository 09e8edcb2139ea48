package io.ddh.app.serve;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Jetty within {@link ServerLimits}. Jetty has time limits to silence only; here whole requests
 * have them, however they trickle in, which is simple because a connection takes one request. Logs
 * a line a request: never what a body or an answer holds.
 */
final class JettyServer implements Closeable {
  private static final Logger LOG = System.getLogger(JettyServer.class.getName());

  /** All bodies that are being received or answered, in bodies of the largest size. */
  private static final int BODIES = 8;

  /** Threads of Jetty's own, beside one a connection. */
  private static final int SPARE = 8;

  private static final long GRACE_MILLIS = 5000;

  /** What answers requests. Refuses by an {@link HttpException}. */
  interface Service {
    /** Refuses, by its head, a request that can't be answered; before a body is read. */
    void check(Request head);

    /** Answers. */
    HttpReply answer(Request head, byte[] body);
  }

  private final ServerLimits limits;
  private final Service service;
  private final Server server;
  private final ServerConnector connector;
  private final Ticker watch;
  private final AtomicLong bodies = new AtomicLong();

  /**
   * Starts to answer.
   *
   * @param channel bound; is closed in the end
   */
  JettyServer(ServerSocketChannel channel, ServerLimits limits, Service service)
      throws IOException {
    this.limits = limits;
    this.service = service;
    QueuedThreadPool threads = new QueuedThreadPool(limits.connections() + SPARE);
    threads.setName("serve");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(limits.head());
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setIdleTimeout(longest());
    connector.setHost(channel.socket().getInetAddress().getHostAddress());
    connector.open(channel);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
    server.setHandler(new GracefulHandler(new Answering()));
    server.setErrorHandler(this::refuse);
    server.setStopTimeout(GRACE_MILLIS);
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException(e);
    }
    watch = new Ticker("serve-watch", this::closeOverdue);
  }

  private long longest() {
    return limits.request().plus(limits.answer()).toMillis();
  }

  private static long age(EndPoint connection) {
    return System.currentTimeMillis() - connection.getCreatedTimeStamp();
  }

  /** Cuts off who sends no head, reads an answer too slowly, or stays when it has been sent. */
  private void closeOverdue() {
    for (EndPoint connection : connector.getConnectedEndPoints()) {
      boolean asked = connection.getConnection().getMessagesIn() > 0;
      boolean waiting = asked && !connection.isOutputShutdown();
      if (age(connection) > (waiting ? longest() : limits.request().toMillis())) {
        if (!asked) {
          LOG.log(Level.INFO, connection.getRemoteSocketAddress() + " closed: no request came");
        }
        connection.close();
      }
    }
  }

  private final class Answering extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      service.check(request);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      try {
        read(request, body);
        send(request, response, callback, service.answer(request, body.toByteArray()));
      } finally {
        bodies.addAndGet(-body.size());
      }
      return true;
    }
  }

  private void read(Request request, ByteArrayOutputStream body) throws IOException {
    if (request.getLength() > limits.body()) {
      throw tooLarge();
    }
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    long left = Math.max(0, limits.request().toMillis() - age(connection));
    Scheduler.Task end =
        server.getScheduler().schedule(() -> request.fail(tooSlow()), left, TimeUnit.MILLISECONDS);
    byte[] buffer = new byte[8192];
    try {
      // Not to be closed: Jetty drains what is left, so that the client gets to read a refusal.
      InputStream in = Content.Source.asInputStream(request);
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        // Grows as bytes come: a length alone must not cost memory.
        body.write(buffer, 0, n);
        if (bodies.addAndGet(n) > (long) BODIES * limits.body()) {
          throw new HttpException.RuntimeException(
              503, "too many large requests at once; try again");
        }
        if (body.size() > limits.body()) {
          throw tooLarge();
        }
      }
    } catch (EOFException e) {
      throw new HttpException.RuntimeException(
          400, "the body breaks off after " + body.size() + " bytes", e);
    } finally {
      end.cancel();
    }
  }

  private RuntimeException tooLarge() {
    return new HttpException.RuntimeException(
        413, "a body has at most " + limits.body() + " bytes");
  }

  private RuntimeException tooSlow() {
    return new HttpException.RuntimeException(
        408, "the request wasn't there whole after " + limits.request().toSeconds() + " s");
  }

  /** What the service or Jetty refuses, or can't do. */
  private boolean refuse(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    String message =
        status == 500
            ? "internal error; the log says which"
            : String.valueOf(request.getAttribute(ErrorHandler.ERROR_MESSAGE));
    send(request, response, callback, HttpReply.refusal(status, message));
    return true;
  }

  private static void send(Request request, Response response, Callback callback, HttpReply reply) {
    // Before the answer goes: what a client has got is in the log, whatever comes next.
    log(request, reply.status());
    response.setStatus(reply.status());
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    response.getHeaders().put(HttpHeader.CONNECTION, "close"); // the setting would spare CONNECT
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
  }

  private static void log(Request request, int status) {
    String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "-");
    double millis = (System.nanoTime() - request.getBeginNanoTime()) / 1e6;
    LOG.log(
        Level.INFO,
        String.format(
            Locale.ROOT,
            "%s %s %.100s %d, %d bytes in, %.1f ms",
            Request.getRemoteAddr(request),
            request.getMethod(),
            path,
            status,
            Request.getContentBytesRead(request),
            millis));
  }

  /** Takes no more requests, waits a few seconds for those that are there, then cuts them off. */
  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException(e);
    } finally {
      watch.close();
    }
  }
}
