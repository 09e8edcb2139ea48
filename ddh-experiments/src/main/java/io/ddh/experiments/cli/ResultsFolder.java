package io.ddh.experiments.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --results}. */
public final class ResultsFolder {
  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Results folder (default: ${DEFAULT-VALUE}).")
  private Path path = Path.of("results");

  /** {@return the results folder} The default is {@code results}. */
  public Path path() {
    return path;
  }
}
