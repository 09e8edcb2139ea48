package io.ddh.app.serve;

import io.ddh.app.index.FaceIndex;
import io.ddh.app.model.HashModel;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/** An index behind a server. It looks every second whether the index has changed, and follows. */
public final class FaceServer implements Closeable {
  private static final Logger LOG = System.getLogger(FaceServer.class.getName());

  private final AtomicReference<FaceIndex> index;
  private final ExecutorService following;
  private final JettyServer server;
  private final int port;
  private final int threads;

  private FaceServer(FaceIndex first, int threads, Start start, ServerLimits limits)
      throws IOException {
    this.threads = threads;
    index = new AtomicReference<>(first);
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.bind(new InetSocketAddress(start.address(), start.port()), limits.connections());
    port = channel.socket().getLocalPort();
    Hosts hosts = Hosts.of(start.host(), start.address(), port);
    SearchService service =
        new SearchService(index::get, start.pictures(), start.rejectAbove(), hosts, limits);
    server = new JettyServer(channel, limits, service);
    following = JettyServer.everySecond("serve-follow", this::follow);
  }

  /**
   * How to serve.
   *
   * @param host as the user named it
   * @param address of the same
   * @param port 0: any that is free
   * @param pictures folder of the hits' pictures instead of the index's
   * @param rejectAbove rejection distance instead of the index's
   */
  public record Start(
      String host,
      InetAddress address,
      int port,
      Optional<Path> pictures,
      OptionalInt rejectAbove) {}

  /**
   * Opens an index, prepares its search and listens.
   *
   * @throws BadInputException if the index is damaged, or was built without a model
   */
  public static FaceServer open(
      Path file, int threads, Start start, ServerLimits limits)
      throws IOException {
    FaceIndex first = FaceIndex.open(file, Long.MAX_VALUE, threads);
    first.hasher(); // an index without one can't be asked by pictures
    return new FaceServer(first, threads, start, limits);
  }

  private void follow() {
    try {
      if (index.get().stale()) {
        FaceIndex now = index.get().reopened(threads);
        now.hasher();
        index.set(now);
        LOG.log(Level.INFO, "follows the index: " + now.index().size() + " faces");
      }
    } catch (IOException | RuntimeException e) {
      // The old state goes on answering; a file in the middle of being replaced is whole soon.
      LOG.log(Level.WARNING, "the changed index can't be opened: " + e.getMessage());
    }
  }

  /** Port that it listens at. */
  public int port() {
    return port;
  }

  /** Faces that are searched. */
  public int size() {
    return index.get().index().size();
  }

  @Override
  public void close() throws IOException {
    following.shutdown();
    server.close();
  }
}
