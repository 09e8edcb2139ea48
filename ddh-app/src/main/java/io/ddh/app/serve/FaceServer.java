package io.ddh.app.serve;

import io.ddh.app.index.FaceIndex;
import io.ddh.core.BadInputException;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Timer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Serves searches of an index over HTTP. Checks every second whether the index has changed, and if
 * so reopens it.
 */
public final class FaceServer implements Closeable {
  private static final Logger LOG = System.getLogger(FaceServer.class.getName());

  private final AtomicReference<FaceIndex> index;
  private final Timer following;
  private final JettyServer server;
  private final int port;
  private final int threads;

  /**
   * Settings of a server.
   *
   * @param host host name that the user gave
   * @param address network address of that host, to listen on
   * @param port port to listen on; 0 means any free port
   * @param images folder of the hits' images; empty if the index names it
   * @param rejectAbove rejection distance, in bits; empty if that of the index is used
   */
  public record Start(
      String host, InetAddress address, int port, Optional<Path> images, OptionalInt rejectAbove) {}

  /**
   * Opens an index, prepares its search and starts the server.
   *
   * @param file the index file
   * @param threads number of threads of a search, at least 1
   * @param start port, host names and other settings
   * @param limits limits on the size, time and number of requests
   * @throws BadInputException if the index is damaged, or was built without a model
   * @throws IOException if the index can't be read, or the port is taken
   */
  public FaceServer(Path file, int threads, Start start, ServerLimits limits) throws IOException {
    this.threads = threads;
    index = new AtomicReference<>(FaceIndex.open(file, Long.MAX_VALUE, threads));
    index.get().hasher(); // fails for an index without a model, since queries are images
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.bind(new InetSocketAddress(start.address(), start.port()), limits.connections());
    port = channel.socket().getLocalPort();
    Hosts hosts = Hosts.of(start.host(), start.address(), port);
    Semaphore searches = new Semaphore(limits.searches(), true);
    SearchService service = new SearchService(index::get, start, hosts, limits, searches);
    server = new JettyServer(channel, limits, service);
    following = JettyServer.everySecond("serve-follow", this::follow);
  }

  private void follow() {
    try {
      if (index.get().index().stale()) {
        FaceIndex now = index.get().reopened(threads);
        now.hasher();
        index.set(now);
        LOG.log(Level.INFO, "reopened the index: " + now.index().size() + " faces");
      }
    } catch (IOException | RuntimeException e) {
      // Another process may just be replacing the file, so the old state is served until the new
      // one can be opened.
      LOG.log(Level.WARNING, "the changed index can't be opened: " + e.getMessage());
    }
  }

  /** {@return the port of the server} */
  public int port() {
    return port;
  }

  /** {@return the number of faces in the index} */
  public int size() {
    return index.get().index().size();
  }

  @Override
  public void close() throws IOException {
    following.cancel();
    server.close();
  }
}
