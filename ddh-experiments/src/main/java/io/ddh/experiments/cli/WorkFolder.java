package io.ddh.experiments.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --work}. */
public final class WorkFolder {
  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Folder for caches, checkpoints, codes and the log (default: ${DEFAULT-VALUE}).")
  private Path path = Path.of("work");

  /** {@return the work folder} The default is {@code work}. */
  public Path path() {
    return path;
  }
}
