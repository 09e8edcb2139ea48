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
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.CustomRequestLog;
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
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A Jetty server that enforces {@link ServerLimits}. Jetty's own time limits apply only to idle
 * time or to the data rate. The limits here apply to a whole request, however slowly its bytes
 * arrive. The limits are simple to enforce, because each connection serves only one request. The
 * server logs one line per request, without any content of the body or the response.
 */
final class JettyServer implements Closeable {
  private static final Logger LOG = System.getLogger(JettyServer.class.getName());

  /** Limit on the total memory for request bodies, as a multiple of the largest allowed body. */
  private static final int BODIES = 8;

  /** Threads for Jetty itself, in addition to one per connection. */
  private static final int SPARE = 8;

  private static final long GRACE_MILLIS = 5000;

  /** Responds to requests, and refuses invalid ones by throwing an {@link HttpException}. */
  interface Service {
    /** Refuses a request whose head is invalid, before its body is read. */
    void check(Request head);

    /** Returns the response to a request with this head and body. */
    HttpReply respond(Request head, byte[] body) throws IOException;
  }

  private final ServerLimits limits;
  private final Service service;
  private final Server server;
  private final ServerConnector connector;
  private final Timer watch;
  private final AtomicLong bodies = new AtomicLong();

  /**
   * Starts the server.
   *
   * @param channel a bound channel, which is closed with the server
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
    SizeLimitHandler handler = new SizeLimitHandler(limits.body(), -1);
    handler.setHandler(new Responder());
    server.setHandler(new GracefulHandler(handler));
    server.setErrorHandler(JettyServer::refuse);
    server.setRequestLog(
        new CustomRequestLog(
            line -> LOG.log(Level.INFO, line), "%{client}a %m %U %s, %I bytes in, %{ms}T ms"));
    server.setStopTimeout(GRACE_MILLIS);
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException(e);
    }
    watch = everySecond("serve-watch", this::closeOverdue);
  }

  private long longest() {
    return limits.request().plus(limits.response()).toMillis();
  }

  private static long age(EndPoint connection) {
    return System.currentTimeMillis() - connection.getCreatedTimeStamp();
  }

  /**
   * Closes connections whose client did not send a request in time, reads the response too slowly,
   * or keeps the connection open after the response.
   */
  private void closeOverdue() {
    for (EndPoint connection : connector.getConnectedEndPoints()) {
      boolean requested = connection.getConnection().getMessagesIn() > 0;
      boolean waiting = requested && !connection.isOutputShutdown();
      if (age(connection) > (waiting ? longest() : limits.request().toMillis())) {
        if (!requested) {
          LOG.log(Level.INFO, connection.getRemoteSocketAddress() + " closed: no request sent");
        }
        connection.close();
      }
    }
  }

  private final class Responder extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      service.check(request);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      try {
        read(request, body);
        send(response, callback, service.respond(request, body.toByteArray()));
      } finally {
        bodies.addAndGet(-body.size());
      }
      return true;
    }
  }

  private void read(Request request, ByteArrayOutputStream body) throws IOException {
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    long left = Math.max(0, limits.request().toMillis() - age(connection));
    RuntimeException late =
        new HttpException.RuntimeException(
            408, "the request wasn't complete after " + limits.request().toSeconds() + " s");
    Scheduler.Task end =
        server.getScheduler().schedule(() -> request.fail(late), left, TimeUnit.MILLISECONDS);
    byte[] buffer = new byte[8192];
    try {
      // The stream stays open here, because Jetty reads the rest of it so that the client can get a
      // refusal.
      InputStream in = Content.Source.asInputStream(request);
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        // The buffer grows as bytes arrive, since a large Content-Length alone must not use memory.
        body.write(buffer, 0, n);
        if (bodies.addAndGet(n) > (long) BODIES * limits.body()) {
          throw new HttpException.RuntimeException(
              503, "too many large requests at once; try again");
        }
      }
    } catch (EOFException e) {
      throw new HttpException.RuntimeException(
          400, "the request body breaks off after " + body.size() + " bytes", e);
    } finally {
      end.cancel();
    }
  }

  /**
   * Sends the error response to a request that the service or Jetty has refused, or that has
   * failed.
   */
  private static boolean refuse(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    String message =
        status == 500
            ? "internal error; see the log"
            : String.valueOf(request.getAttribute(ErrorHandler.ERROR_MESSAGE));
    send(response, callback, HttpReply.refusal(status, message));
    return true;
  }

  private static void send(Response response, Callback callback, HttpReply reply) {
    response.setStatus(reply.status());
    reply.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    response.getHeaders().put(HttpHeader.CONNECTION, "close"); // Jetty's setting exempts CONNECT
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
  }

  /**
   * Runs a task every second on a daemon thread, until the returned timer is cancelled. If the task
   * throws an exception, it is logged, and the task runs again a second later.
   */
  static Timer everySecond(String name, Runnable task) {
    Timer timer = new Timer(name, true);
    TimerTask each =
        new TimerTask() {
          @Override
          public void run() {
            try {
              task.run();
            } catch (RuntimeException e) {
              LOG.log(Level.WARNING, name, e);
            }
          }
        };
    timer.schedule(each, 1000, 1000);
    return timer;
  }

  /**
   * Accepts no more requests, waits a few seconds for those in progress, then closes their
   * connections.
   */
  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException(e);
    } finally {
      watch.cancel();
    }
  }
}
