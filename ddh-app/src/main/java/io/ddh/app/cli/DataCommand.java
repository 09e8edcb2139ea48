package io.ddh.app.cli;

import picocli.CommandLine.Command;

/** {@code ddh data}: everything to do with data sets before the first training. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Download, inspect and pack data sets.",
    subcommands = {
      DataGetCommand.class,
      DataListCommand.class,
      DataPackCommand.class,
      DataCheckCommand.class
    })
final class DataCommand {}
