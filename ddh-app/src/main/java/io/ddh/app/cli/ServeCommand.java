package io.ddh.app.cli;

import io.ddh.app.search.SearchRequest;
import io.ddh.app.serve.FaceServer;
import io.ddh.app.serve.ServerLimits;
import io.ddh.core.BadInputException;
import io.ddh.core.Parallel;
import io.ddh.experiments.console.Logs;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ddh serve}: an index behind HTTP. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Answer pictures over HTTP: a page to drop a photo on at /, POST /search with a picture",
      "for JSON. On this machine only unless --allow-network; no passwords, no encryption.",
      "Ends at SIGTERM or Ctrl-C."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "INDEX", description = "Index file, built with --model.")
  private Path file;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port; 0: any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description = "Address to listen at (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--allow-network",
      description = "Let --host be one that other machines can reach.")
  private boolean network;

  @Option(
      names = "--reject-above",
      paramLabel = "D",
      description = "Distance beyond which a face is somebody else's (default: the index's).")
  private Optional<Integer> reject = Optional.empty();

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Folder that the index's sources are in (default: the index's).")
  private Optional<Path> pictures = Optional.empty();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "work",
      description = "Folder for the log, ddh.log (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Override
  public Integer call() throws IOException {
    if (port < 0 || port > LAST_PORT) {
      throw new BadInputException("--port: found " + port + "; valid: 0 to " + LAST_PORT);
    }
    reject.ifPresent(d -> SearchCommand.in("--reject-above", d, 0, SearchRequest.FARTHEST));
    InetAddress address = address();
    PrintWriter out = spec.commandLine().getOut();
    if (!address.isLoopbackAddress()) {
      if (!network) {
        throw new BadInputException(
            "--host "
                + host
                + ": other machines could ask for people by their faces, without a password; valid:"
                + " 127.0.0.1, or with --allow-network");
      }
      out.println(
          "WARNING: everybody who reaches this machine can ask. No password, no encryption.");
    }
    try (Logs logs = new Logs()) {
      logs.open(work);
      return serve(address, out);
    }
  }

  private int serve(InetAddress address, PrintWriter out) throws IOException {
    FaceServer.Start start =
        new FaceServer.Start(
            host, address, port, pictures, reject.map(OptionalInt::of).orElse(OptionalInt.empty()));
    FaceServer opened = open(start);
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              ended.countDown();
              await(closed); // the process must not go before the last answers have
            },
            "serve-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try (opened) {
      out.println(
          "http://" + host + ":" + opened.port() + "/  " + opened.size() + " faces; Ctrl-C ends");
      out.flush();
      await(ended);
    } finally {
      closed.countDown();
    }
    return 0;
  }

  private FaceServer open(FaceServer.Start start) throws IOException {
    try {
      return FaceServer.open(file, Parallel.threads(), start, ServerLimits.DEFAULT);
    } catch (BindException e) {
      throw new BadInputException(
          "--port " + port + " at " + host + ": can't be listened at (" + e.getMessage() + ")", e);
    }
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new BadInputException("--host " + host + ": no such host", e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
