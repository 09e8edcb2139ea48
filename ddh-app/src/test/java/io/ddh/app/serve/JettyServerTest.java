package io.ddh.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.Test;

/** The limits to all connections together and to the response, before a service of no use. */
class JettyServerTest {
  private static final int BODY = 200_000;
  private static final String GET = "GET / HTTP/1.1\r\nHost: HOST\r\n\r\n";

  private record Running(JettyServer server, Wire wire) implements AutoCloseable {
    static Running start(int request, int response, int connections, Responses service)
        throws IOException {
      Duration whole = Duration.ofMillis(request);
      ServerLimits limits =
          new ServerLimits(4096, BODY, whole, Duration.ofMillis(response), connections, 1);
      ServerSocketChannel channel = ServerSocketChannel.open();
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Wire wire = new Wire(channel.socket().getLocalPort());
      return new Running(new JettyServer(channel, limits, service), wire);
    }

    @Override
    public void close() {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The response to a body. */
  @FunctionalInterface
  private interface Responses extends JettyServer.Service {
    HttpReply to(byte[] body);

    @Override
    default void check(Request head) {}

    @Override
    default HttpReply respond(Request head, byte[] body) {
      return to(body);
    }
  }

  private static final Responses LENGTH =
      body -> HttpReply.json(200, Map.of("length", body.length));

  /** One says nothing, one has got its response and stays. */
  @Test
  void moreConnectionsThanTheLimitWait() throws Exception {
    try (Running running = Running.start(1000, 9000, 2, LENGTH);
        Socket one = running.wire().connect();
        Socket another = running.wire().connect();
        Socket third = running.wire().connect()) {
      one.getOutputStream().write('G');
      another.getOutputStream().write(running.wire().bytes(GET));
      assertThat(Wire.read(another).status()).isEqualTo(200);
      third.getOutputStream().write(running.wire().bytes(GET));
      third.setSoTimeout(200);
      assertThatThrownBy(() -> Wire.read(third)).isInstanceOf(SocketTimeoutException.class);
      third.setSoTimeout(5000);
      assertThat(Wire.read(third).status()).isEqualTo(200);
    }
  }

  @Test
  void largeBodiesAreBoundedInAll() throws Exception {
    try (Running running = Running.start(500, 9000, 20, LENGTH)) {
      List<Socket> open = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        Socket socket = running.wire().connect();
        socket.getOutputStream().write(running.wire().head("/", "image/png", BODY));
        socket.getOutputStream().write(new byte[BODY - 1]);
        open.add(socket);
      }
      List<Integer> got = new ArrayList<>();
      for (Socket socket : open) {
        got.add(Wire.read(socket).status());
        socket.close();
      }
      assertThat(got).containsOnly(408, 503).contains(503);
      Wire.Got room = running.wire().post("/", "image/png", new byte[BODY]);
      assertThat(room.text()).as(room.head()).contains("200000");
    }
  }

  /**
   * A response that takes longer than Jetty lets idle connections stay at the end, and a body of
   * which half is there.
   */
  @Test
  void whatIsUnderWayIsAnsweredBeforeTheEnd() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    Responses slow =
        body -> {
          busy.countDown();
          pause(body.length == 1 ? 1600 : 0);
          return LENGTH.to(body);
        };
    Running running = Running.start(9000, 9000, 20, slow);
    Wire wire = running.wire();
    try (Socket one = wire.connect();
        Socket half = wire.connect();
        Socket silent = wire.connect()) {
      one.getOutputStream().write(wire.head("/", "image/png", 1));
      one.getOutputStream().write('x');
      half.getOutputStream().write(wire.head("/", "image/png", 200));
      half.getOutputStream().write(new byte[100]);
      silent.getOutputStream().write('G');
      busy.await();
      Thread.sleep(100);
      long start = System.nanoTime();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(running::close);
      Thread.sleep(300);
      assertThatThrownBy(() -> wire.get("/")).isInstanceOf(ConnectException.class);
      half.getOutputStream().write(new byte[100]);
      assertThat(Wire.read(half).text()).contains("200");
      assertThat(Wire.read(one).text()).contains("{\"length\":1}");
      closed.join();
      assertThat(System.nanoTime() - start).isBetween(1_200_000_000L, 6_000_000_000L);
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Larger than what the system's buffers take, and never silent for long. */
  @Test
  void whoReadsTooSlowlyIsCutOff() throws Exception {
    byte[] large = new byte[32 << 20];
    try (Running running =
            Running.start(500, 500, 20, body -> HttpReply.of(200, "text/plain", large));
        Socket socket = running.wire().connect()) {
      socket.getOutputStream().write(running.wire().bytes(GET));
      int got = 0;
      for (int i = 0; i < 22; i++) {
        got += socket.getInputStream().readNBytes(400_000).length;
        Thread.sleep(100);
      }
      int rest = Wire.read(socket).head().length(); // all of it: the head is gone
      assertThat(got + rest).isLessThan(large.length);
    }
  }

  @Test
  void whatFailsIsSaidWithoutItsReason() throws Exception {
    Responses failing =
        body -> {
          throw new IllegalArgumentException("secret");
        };
    try (Running running = Running.start(1000, 1000, 20, failing)) {
      Wire.Got got = running.wire().get("/");
      assertThat(got.status()).isEqualTo(500);
      assertThat(got.text()).contains("internal error").doesNotContain("secret", "io.ddh");
    }
  }
}
