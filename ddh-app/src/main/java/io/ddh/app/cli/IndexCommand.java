package io.ddh.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ddh index}: a file of codes that is searched. */
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    description = "Build and keep an index of faces, for ddh search and ddh serve.",
    subcommands = {
      IndexBuildCommand.class,
      IndexAddCommand.class,
      IndexDeleteCommand.class,
      IndexStatCommand.class,
      IndexCheckCommand.class,
      IndexCompactCommand.class,
      IndexCalibrateCommand.class,
      CommandLine.HelpCommand.class
    })
final class IndexCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "index: say what to do with it: build, add, delete, stat, check, compact or calibrate");
  }
}
