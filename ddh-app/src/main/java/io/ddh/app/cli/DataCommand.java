package io.ddh.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ddh data}: everything before the first training. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Fetch, look at and pack data sets.",
    subcommands = {
      DataGetCommand.class,
      DataListCommand.class,
      DataPackCommand.class,
      DataCheckCommand.class,
      CommandLine.HelpCommand.class
    })
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "data: say what to do with it: get, list, check or pack");
  }
}
