package io.ddh.app.cli;

import io.ddh.app.serve.FaceServer;
import io.ddh.app.serve.ServerLimits;
import io.ddh.core.BadInputException;
import io.ddh.core.Parallel;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.cli.WorkFolder;
import io.ddh.experiments.console.Logs;
import io.ddh.experiments.console.OptionRange;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ddh serve}: serves searches of an index over HTTP. */
@Command(
    name = "serve",
    description = {
      "Search an index over HTTP.",
      "The page at / accepts a photo; POST /search with an image returns JSON. Without"
          + " --allow-network, only this machine can connect. No password is asked for, and nothing"
          + " is encrypted. SIGTERM or Ctrl-C stops the server."
    })
final class ServeCommand extends ToolCommand {
  private static final int LAST_PORT = 65_535;

  @Parameters(paramLabel = "INDEX", description = "Index file, built with --model.")
  private Path file;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; 0 for any free port (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(names = "--allow-network", description = "Allow a --host that other machines can reach.")
  private boolean network;

  @Mixin private HitOptions hits;
  @Mixin private WorkFolder work;

  @Override
  public Integer call() throws IOException {
    OptionRange.check("--port", port, 0, LAST_PORT);
    FaceServer.Start start =
        new FaceServer.Start(host, address(), port, hits.images(), hits.rejectAbove());
    if (!start.address().isLoopbackAddress()) {
      if (!network) {
        throw new BadInputException(
            "--host "
                + host
                + ": other machines could search for people by their faces, without a password;"
                + " valid: 127.0.0.1, or another address with --allow-network");
      }
      print("WARNING: anyone who can reach this machine can search. No password, no encryption.");
    }
    return logged(logs -> serve(start, logs));
  }

  private int serve(FaceServer.Start start, Logs logs) throws IOException {
    logs.open(work.path());
    FaceServer opened = open(start);
    CompletableFuture<Void> ended = new CompletableFuture<>();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    Thread hook =
        new Thread(
            () -> {
              ended.complete(null);
              closed.join(); // the process must not end before the last responses are sent
            },
            "serve-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try (opened) {
      print("http://%s:%d/  %d faces; Ctrl-C stops the server", host, opened.port(), opened.size());
      out().flush();
      ended.join();
    } finally {
      closed.complete(null);
    }
    return 0;
  }

  private FaceServer open(FaceServer.Start start) throws IOException {
    try {
      return new FaceServer(file, Parallel.threads(), start, ServerLimits.DEFAULT);
    } catch (BindException e) {
      throw new BadInputException(
          "--port " + port + " at " + host + ": can't listen there (" + e.getMessage() + ")", e);
    }
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new BadInputException("--host " + host + ": no such host", e);
    }
  }
}
